import { Body, Controller, Post } from '@nestjs/common';
import { Preview, Previewed } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { PreviewView } from './preview.view.ts';

@Controller('api/v1/preview')
export class PreviewController {
  constructor(private readonly preview: PreviewView) {}

  @Post()
  @Answers(200, Previewed)
  show(@CurrentViewer() viewer: Viewer, @Body({ schema: Preview }) { raw }: Preview): Promise<Previewed> {
    return this.preview.show(viewer, raw);
  }
}
