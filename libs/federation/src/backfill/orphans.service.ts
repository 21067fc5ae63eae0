import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { Objects } from '../store/objects.ts';
import { Later } from '../threads/later.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import { ThreadReader } from './thread-reader.ts';

const KEEP_DAYS = 7;

/** Replies that came before what they answer. */
@Injectable()
export class OrphansService {
  constructor(
    private readonly later: Later,
    private readonly objects: Objects,
    private readonly threads: ThreadsService,
    private readonly reader: ThreadReader,
  ) {}

  /** Climbs again from an orphan; if that leads nowhere, reads the list of its thread. */
  async place(id: string, attempt: number): Promise<void> {
    if (await this.climb(id)) return;
    const context = await this.objects.contextOf(id);
    if (context !== null) {
      const orphan = await this.objects.find(id);
      await this.reader.readList(context, orphan?.announcer ?? null);
      if (await this.climb(id)) return;
    }
    await this.later.tryOrphan(id, attempt + 1);
  }

  /** What has found no place in a week will find none. */
  drop(): Promise<void> {
    return this.objects.dropOrphans(KEEP_DAYS);
  }

  /** @returns whether nothing is left to do */
  private async climb(id: string): Promise<boolean> {
    const orphan = await this.objects.find(id);
    if (orphan?.state !== 'orphan') return true;
    const { announcer, inboxId, document } = orphan;
    try {
      await this.threads.take(id, { announcer, inboxId, given: document });
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
    }
    return (await this.objects.find(id))?.state !== 'orphan';
  }
}
