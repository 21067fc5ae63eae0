import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { parseCollection } from '../mapping/collection.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import type { Budget } from './budget.ts';

export interface Listing {
  ids: string[];
  etag: string | null;
  /** Whether every page could be read. */
  isWhole: boolean;
}

/** Reads collections of other servers as ids, page by page. */
@Injectable()
export class Collections {
  constructor(private readonly documents: RemoteDocuments) {}

  /** @returns null when it is the version that `etag` names */
  async list(collection: string, budget: Budget, etag: string | null = null): Promise<Listing | null> {
    const ids = new Set<string>();
    const seen = new Set<string>();
    let found: string | null = null;
    let page: string | null = collection;
    while (page !== null && !seen.has(page)) {
      if (!budget.request(page)) return { ids: [...ids], etag: null, isWhole: false };
      const isFirst: boolean = seen.size === 0;
      seen.add(page);
      const document = await this.page(page, isFirst ? etag : null);
      if (document === 'unchanged') return null;
      if (document === null) return { ids: [...ids], etag: null, isWhole: false };
      if (isFirst) found = document.etag;
      const { objectIds, first, next } = parseCollection(document.json);
      for (const id of objectIds) ids.add(id);
      page = (isFirst ? first : null) ?? next;
    }
    return { ids: [...ids], etag: found, isWhole: true };
  }

  private async page(url: string, etag: string | null) {
    try {
      return (await this.documents.newer(url, etag)) ?? ('unchanged' as const);
    } catch (error) {
      if (error instanceof RemoteFailure) return null;
      throw error;
    }
  }
}
