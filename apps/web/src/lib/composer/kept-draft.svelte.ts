import { type Draft, dropDraft, loadDraft, saveDraft } from '#lib/forum/drafts.ts';
import { ServerDraft, serverKey, type Written } from './server-draft.ts';

/** The fields that a draft is of. */
interface Fields {
  written(): Written;
  /** Puts a draft into them. */
  show(draft: Draft): void;
}

/** What is being written, kept in this browser and on the server until it is sent or thrown away. */
export class KeptDraft {
  /** What the fields were filled with. */
  restored = $state.raw<Draft>();
  /** Another device wrote the same draft. */
  otherDevice = $state(false);
  private readonly server: ServerDraft;
  private saving: ReturnType<typeof setTimeout> | undefined;

  /** @param key names the viewer first, whom the server knows */
  constructor(
    private readonly key: string,
    private readonly fields: Fields,
  ) {
    this.server = new ServerDraft(serverKey(key), 0, () => (this.otherDevice = true));
  }

  /**
   * Takes up what was written here before.
   *
   * @param given what the fields came with; what they hold now may have been typed before the script came
   */
  begin(given: string): void {
    const draft = loadDraft(this.key);
    this.server.rev = draft?.rev ?? 0;
    const { raw: typed } = this.fields.written();
    if (draft && draft.raw.trim() !== '' && draft.raw !== typed) {
      this.restore(typed === given ? draft : { ...draft, raw: `${draft.raw}\n\n${typed}` });
    }
    if (typed !== given) this.keep();
    void this.compare(draft, given);
  }

  /** Goes on from what the server answered to a form without scripts. */
  goOn(): void {
    this.server.rev = loadDraft(this.key)?.rev ?? 0;
  }

  /** Soon, because more is being typed. */
  keep(): void {
    clearTimeout(this.saving);
    this.saving = setTimeout(() => this.keepNow(), 500);
    this.server.keep(() => this.fields.written(), this.note);
  }

  keepNow(): void {
    clearTimeout(this.saving);
    saveDraft(this.key, { ...this.fields.written(), rev: this.server.rev });
  }

  /** After the text was sent, or thrown away. */
  drop(): void {
    clearTimeout(this.saving);
    dropDraft(this.key);
    this.server.drop();
    this.restored = undefined;
  }

  /** When the fields go; what was typed last is kept. */
  stop(): void {
    this.server.stop();
  }

  private restore(draft: Draft): void {
    this.restored = draft;
    this.fields.show(draft);
  }

  /** What another device wrote is taken up; beside what was written here, it is kept as a draft of its own. */
  private async compare(draft: Draft | undefined, given: string): Promise<void> {
    const kept = await this.server.load();
    const { raw } = this.fields.written();
    if (!kept || kept.rev <= this.server.rev || kept.raw === raw) {
      if (kept) this.server.rev = kept.rev;
      return;
    }
    if (draft || raw !== given) return this.server.save(this.fields.written(), this.note);
    this.server.rev = kept.rev;
    this.restore({ raw: kept.raw, title: kept.title, savedAt: kept.updatedAt, rev: kept.rev });
  }

  private readonly note = (rev: number) => saveDraft(this.key, { ...this.fields.written(), rev });
}
