import { Uploading } from './uploading.svelte.ts';

/** The files that are brought into one text: chosen, pasted or dropped. */
export class FilesInText {
  all = $state.raw<Uploading[]>([]);
  /** Whether something hovers over the text that could be dropped. */
  dropping = $state(false);

  /**
   * @param insert puts a paragraph into the text
   * @param replace changes what stands for a file there
   */
  constructor(
    private readonly insert: (block: string) => void,
    private readonly replace: (before: string, after: string) => void,
  ) {}

  add(files: readonly File[]): void {
    for (const file of files) {
      const one = new Uploading(file);
      this.all = [...this.all, one];
      void this.bring(one);
    }
  }

  async bring(file: Uploading): Promise<void> {
    await file.send();
    if (file.upload) this.insert(file.markdown);
  }

  async describe(file: Uploading, alt: string): Promise<void> {
    const before = file.markdown;
    await file.describe(alt);
    this.replace(before, file.markdown);
  }

  /** For the field that the text is written in. */
  readonly events = {
    onpaste: (event: ClipboardEvent) => this.take(event, event.clipboardData),
    ondrop: (event: DragEvent) => {
      this.dropping = false;
      this.take(event, event.dataTransfer);
    },
    ondragover: (event: DragEvent) => {
      event.preventDefault();
      this.dropping = true;
    },
    ondragleave: () => {
      this.dropping = false;
    },
  };

  private take(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.add(files);
  }
}
