import type { Problem, Upload } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

/** As the server takes them (contract: MOST_UPLOAD_BYTES), said before anything is sent. */
const MOST_BYTES = 10 * 1024 * 1024;

/** A file on its way, and what became of it. */
export class Uploading {
  /** From 0 to 1. */
  progress = $state(0);
  upload = $state.raw<Upload>();
  failure = $state('');
  alt = $state('');

  constructor(readonly file: File) {}

  get isImage(): boolean {
    return this.upload?.width !== null && this.upload?.width !== undefined;
  }

  /** What stands for it in the text. */
  get markdown(): string {
    if (!this.upload) return '';
    const label = (this.isImage ? this.alt : this.file.name).replaceAll(/[[\]\n]/g, ' ');
    return `${this.isImage ? '!' : ''}[${label}](${this.upload.url})`;
  }

  /** Resolves when it has arrived, or when it is clear that it will not. */
  send(): Promise<void> {
    if (this.file.size > MOST_BYTES) {
      this.failure = m.upload_too_large({ name: this.file.name, limit: 10 });
      return Promise.resolve();
    }
    this.failure = '';
    // fetch cannot tell how far it has come.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/uploads?name=${encodeURIComponent(this.file.name || 'image.png')}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', ({ loaded, total }) => (this.progress = loaded / total));
    return new Promise((done) => {
      request.addEventListener('loadend', () => {
        if (request.status === 201) this.upload = JSON.parse(request.responseText) as Upload;
        else this.failure = sayFailure(request, this.file.name);
        done();
      });
      request.send(this.file);
    });
  }

  /** Tells the server what the picture shows. */
  async describe(alt: string): Promise<void> {
    this.alt = alt;
    await fetch(`/api/v1/uploads/${this.upload?.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ alt }),
    }).catch(() => undefined);
  }
}

function sayFailure(request: XMLHttpRequest, name: string): string {
  if (request.status === 0) return m.upload_lost({ name });
  const { code } = JSON.parse(request.responseText) as Problem;
  if (code === 'upload-too-large' || code === 'body-too-large')
    return m.upload_too_large({ name, limit: 10 });
  if (code === 'unsupported-upload') return m.upload_unsupported({ name });
  if (code === 'broken-image') return m.upload_broken({ name });
  if (code === 'too-many-requests') return m.upload_too_many();
  return m.upload_failed({ name });
}
