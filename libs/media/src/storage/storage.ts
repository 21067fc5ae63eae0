import type { Readable } from 'node:stream';

export interface StoredFile {
  stream: Readable;
  bytes: number;
}

/** Where the bytes of uploads lie. Keys are made by this room and hold letters, digits, `-`, `.` and `/` only. */
export abstract class Storage {
  /** Stores a file whole or not at all; the same key again replaces it. */
  abstract put(key: string, bytes: Buffer, mediaType: string): Promise<void>;

  /** Stores a file of this machine, however large. */
  abstract putFile(key: string, path: string, mediaType: string): Promise<void>;

  /** Null if there is no such file. */
  abstract open(key: string): Promise<StoredFile | null>;

  /** Files that are gone already are no error. */
  abstract remove(keys: readonly string[]): Promise<void>;
}
