/** What somebody has begun to write, kept in this browser only. */
export interface Draft {
  raw: string;
  title: string;
  savedAt: string;
  /** What the server had when this was last sent there; absent before. */
  rev?: number;
}

const PREFIX = 'draft:';

/** Storage can be full or switched off; writing goes on without it. */
function attempt<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

export function loadDraft(key: string): Draft | undefined {
  return attempt(() => {
    const kept = localStorage.getItem(PREFIX + key);
    return kept === null ? undefined : (JSON.parse(kept) as Draft);
  });
}

export function saveDraft(key: string, { raw, title, rev }: Pick<Draft, 'raw' | 'title' | 'rev'>): void {
  if (raw.trim() === '' && title.trim() === '') return dropDraft(key);
  const draft: Draft = { raw, title, savedAt: new Date().toISOString(), rev: rev ?? 0 };
  attempt(() => localStorage.setItem(PREFIX + key, JSON.stringify(draft)));
}

export function dropDraft(key: string): void {
  attempt(() => localStorage.removeItem(PREFIX + key));
}
