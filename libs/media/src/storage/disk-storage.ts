import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Storage, type StoredFile } from './storage.ts';

/** Files in a folder of this machine. */
export class DiskStorage extends Storage {
  constructor(private readonly folder: string) {
    super();
  }

  put(key: string, bytes: Buffer): Promise<void> {
    return this.place(key, (unfinished) => writeFile(unfinished, bytes, { flush: true }));
  }

  putFile(key: string, from: string): Promise<void> {
    return this.place(key, (unfinished) => copyFile(from, unfinished));
  }

  private async place(key: string, fill: (unfinished: string) => Promise<void>): Promise<void> {
    const path = join(this.folder, key);
    await mkdir(dirname(path), { recursive: true });
    // Under its own name it is complete from the first moment, whatever happens while it is written.
    const unfinished = `${path}.${randomUUID()}`;
    await fill(unfinished);
    await rename(unfinished, path);
  }

  async open(key: string): Promise<StoredFile | null> {
    try {
      const file = await open(join(this.folder, key));
      const { size } = await file.stat();
      return { stream: file.createReadStream(), bytes: size };
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
      throw error;
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await rm(join(this.folder, key), { force: true });
  }
}
