import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { Objects } from '../store/objects.ts';
import { EditsService } from '../threads/edits.service.ts';
import { RemovalsService } from '../threads/removals.service.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import type { Budget } from './budget.ts';

/** Brings in posts that were found by looking for them; what cannot be had is passed over. */
@Injectable()
export class Arrivals {
  constructor(
    private readonly objects: Objects,
    private readonly threads: ThreadsService,
    private readonly edits: EditsService,
    private readonly removals: RemovalsService,
  ) {}

  /** @returns how many may be had another time */
  async take(ids: Iterable<string>, announcer: string | null, budget: Budget): Promise<number> {
    let missing = 0;
    for (const id of ids) {
      const known = await this.objects.find(id);
      if ((known !== null && known.state !== 'orphan') || this.threads.isOurs(id)) continue;
      if (!budget.post(id)) return missing + 1;
      try {
        await this.threads.take(id, { announcer, inboxId: null, given: null });
      } catch (error) {
        if (!(error instanceof RemoteFailure)) throw error;
        if (error.mayPass) missing += 1;
      }
    }
    return missing;
  }

  /** A post that is here may have been edited or deleted without our hearing of it. */
  async askAgain(id: string, budget: Budget): Promise<void> {
    if (!budget.request(id)) return;
    try {
      await this.edits.edit(id, null, null);
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      if (error.kind === 'gone') await this.removals.byItsServer(id);
    }
  }
}
