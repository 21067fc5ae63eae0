import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { sameOrigin } from '../inbox/message.ts';
import { parseCollection } from '../mapping/collection.ts';
import { FirstReference } from '../mapping/wire.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { RemoteActorsService } from './remote-actors.service.ts';

const FRESH_MS = 5 * 60_000;
const MOST_GROUPS = 1000;

/** Who moderates a category elsewhere, as that category's own server lists them. */
@Injectable()
export class Moderators {
  private readonly lists = new Map<string, { ids: Set<string>; at: number }>();

  constructor(
    private readonly actors: RemoteActorsService,
    private readonly documents: RemoteDocuments,
  ) {}

  /** Also everybody of the Group's own server, which decides by itself who may do what there. */
  async moderates(actor: string, group: string): Promise<boolean> {
    return actor === group || sameOrigin(actor, group) || (await this.listOf(group)).has(actor);
  }

  /** Has the list fetched anew when it is needed next. */
  forget(group: string): void {
    this.lists.delete(group);
  }

  private async listOf(group: string): Promise<Set<string>> {
    const known = this.lists.get(group);
    if (known && Date.now() - known.at < FRESH_MS) return known.ids;
    const ids = new Set(await this.fetch(group));
    if (this.lists.size >= MOST_GROUPS) this.lists.clear();
    this.lists.set(group, { ids, at: Date.now() });
    return ids;
  }

  /** Nobody, where the list cannot be had: then only the Group's own server moderates. */
  private async fetch(group: string): Promise<string[]> {
    try {
      const { document } = await this.actors.find(group);
      const list = FirstReference.parse((document as { attributedTo?: unknown }).attributedTo ?? null);
      if (list === null || !sameOrigin(list, group)) return [];
      const { json } = await this.documents.activityStreams(list);
      return parseCollection(json).objectIds;
    } catch (error) {
      if (error instanceof RemoteFailure) return [];
      throw error;
    }
  }
}
