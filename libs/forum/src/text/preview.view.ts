import { Injectable } from '@nestjs/common';
import type { Previewed } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { withPollShown } from '../polls/polls.rules.ts';
import { renderPost } from './render-post.ts';

@Injectable()
export class PreviewView {
  constructor(private readonly db: DataSource) {}

  /** What a text will look like as a post, for those who may write one. */
  async show(viewer: Viewer, raw: string): Promise<Previewed> {
    signedIn(viewer);
    return { html: await renderPost(this.db, withPollShown(raw)) };
  }
}
