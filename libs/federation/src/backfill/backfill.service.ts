import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { parseCollection } from '../mapping/collection.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { Objects } from '../store/objects.ts';
import { ThreadsService } from '../threads/threads.service.ts';

/** How many of a category's latest things are read, and how many posts of each thread. */
const MOST_TOPICS = 20;
const MOST_POSTS = 50;

/** Brings in what a category said before it was followed. */
@Injectable()
export class BackfillService {
  constructor(
    private readonly actors: RemoteActorsService,
    private readonly documents: RemoteDocuments,
    private readonly threads: ThreadsService,
    private readonly objects: Objects,
  ) {}

  /**
   * Reads the latest of a Group's outbox, with the threads that it names. What cannot be had is passed
   * over: it may come with the next Announce.
   *
   * @throws RemoteFailure when the outbox itself may be had later
   */
  async backfill(group: string): Promise<void> {
    const { actor } = await this.actors.find(group);
    if (actor.outbox === null) return;
    const ids = await this.idsIn(actor.outbox);
    for (const id of ids.slice(0, MOST_TOPICS)) {
      await this.take(id, group);
      for (const reply of await this.repliesTo(id)) await this.take(reply, group);
    }
  }

  /** The other posts of the thread that a post names as its context. */
  private async repliesTo(id: string): Promise<string[]> {
    const context = await this.objects.contextOf(id);
    if (context === null) return [];
    try {
      return (await this.idsIn(context)).filter((other) => other !== id).slice(0, MOST_POSTS);
    } catch (error) {
      if (error instanceof RemoteFailure) return [];
      throw error;
    }
  }

  private async idsIn(collection: string): Promise<string[]> {
    const { json } = await this.documents.activityStreams(collection);
    const { objectIds, first } = parseCollection(json);
    if (objectIds.length > 0 || first === null) return objectIds;
    const page = await this.documents.activityStreams(first);
    return parseCollection(page.json).objectIds;
  }

  private async take(id: string, announcer: string): Promise<void> {
    try {
      await this.threads.take(id, { announcer, inboxId: null, given: null });
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
    }
  }
}
