import type { Draft, SavedDraft } from '@app/contract';

export interface Written {
  raw: string;
  title: string;
  category?: string;
}

/** `12:reply:7`, which names the viewer first, is `reply:7` on the server; there is one topic that is begun, and one message. */
export function serverKey(draftKey: string): string | null {
  const own = draftKey.slice(draftKey.indexOf(':') + 1);
  if (own === 'topic' || own === 'message') return `${own}:0`;
  return /^(?:reply|edit):\d+$/.test(own) ? own : null;
}

/** The copy of a draft that the server keeps, for the writer's other devices. */
export class ServerDraft {
  /** The one that this device knows; 0 for none. */
  rev: number;
  private saving: ReturnType<typeof setTimeout> | undefined;

  /** @param key as the API names it; null for what has no draft there */
  constructor(
    private readonly key: string | null,
    rev: number,
    private readonly onother: () => void,
  ) {
    this.rev = rev;
  }

  /** What the server has; null if nothing, or if it cannot be asked. */
  async load(): Promise<Draft | null> {
    if (this.key === null) return null;
    const answer = await fetch(`/api/v1/drafts/${this.key}`).catch(() => null);
    return answer?.ok ? ((await answer.json()) as Draft) : null;
  }

  /** Sends the text when nothing newer has come for five seconds. */
  keep(written: () => Written, onsaved: (rev: number) => void): void {
    if (this.key === null) return;
    clearTimeout(this.saving);
    this.saving = setTimeout(() => void this.save(written(), onsaved), 5000);
  }

  async save(written: Written, onsaved: (rev: number) => void): Promise<void> {
    if (this.key === null || written.raw.trim() === '') return;
    const answer = await fetch(`/api/v1/drafts/${this.key}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ rev: this.rev, ...written }),
    }).catch(() => null);
    if (!answer?.ok) return;
    const { rev, other } = (await answer.json()) as SavedDraft;
    this.rev = rev;
    onsaved(rev);
    if (other !== null) this.onother();
  }

  /** After the text was sent, or thrown away. */
  drop(): void {
    clearTimeout(this.saving);
    if (this.key === null || this.rev === 0) return;
    this.rev = 0;
    // Goes on while the page is left.
    void fetch(`/api/v1/drafts/${this.key}`, { method: 'DELETE', keepalive: true }).catch(() => undefined);
  }

  stop(): void {
    clearTimeout(this.saving);
  }
}
