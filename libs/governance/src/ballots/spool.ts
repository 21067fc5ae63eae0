import { createHash, randomBytes, randomInt } from 'node:crypto';
import { access, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, writeOnce } from '@app/platform';

const SLOTS = 1024;
const FENCE = 'closed';
const SPOOL_FILE = /^spool-[0-9a-f]{16}$/;

/** The spool no longer takes records. */
export class SpoolClosed extends Error {}

interface Group {
  slots: Buffer[];
  stored: Promise<void>;
}

/**
 * Where sealed ballots wait for the close: files of equal slots, allocated beforehand, each record in a
 * slot chosen by chance, so that neither size nor place tells when it came. Every process writes files of
 * its own and reads all. Outside the database, because there the order of transactions would tell.
 */
export class Spool {
  /** The file that this process writes, and its slots that are free. */
  private path = '';
  private free: number[] = [];
  /** Records that wait for the disk, which takes them together. */
  private next: Group | null = null;
  private turn: Promise<void> = Promise.resolve();

  /** @param slotSize bytes; holds the longest record and 36 bytes more */
  constructor(
    private readonly directory: string,
    private readonly slotSize: number,
  ) {}

  /**
   * Stores a record; when this returns, it survives a crash and every later `records` finds it.
   *
   * @throws SpoolClosed when the spool was closed before or meanwhile; the record may be there or not
   */
  async write(record: Buffer): Promise<void> {
    const slot = slotOf(record, this.slotSize);
    this.next ??= this.group();
    this.next.slots.push(slot);
    await this.next.stored;
  }

  private group(): Group {
    const group: Group = { slots: [], stored: Promise.resolve() };
    group.stored = this.turn.then(() => {
      this.next = null;
      return this.store(group.slots);
    });
    this.turn = group.stored.catch(() => undefined);
    return group;
  }

  private async store(slots: Buffer[]): Promise<void> {
    for (let start = 0; start < slots.length;) {
      if (this.free.length === 0) await this.allocate();
      const some = slots.slice(start, start + this.free.length);
      start += some.length;
      // Places are given up even when writing fails, because nobody knows what they hold then.
      const placed = some.map((bytes) => {
        const [place] = this.free.splice(randomInt(this.free.length), 1);
        return { position: place! * this.slotSize, bytes };
      });
      await writeAt(this.path, placed);
    }
    // Looked at after writing: whoever closed the spool later reads this record, whoever closed it
    // earlier is seen here. So no record is both missed and confirmed.
    if (await isClosed(this.directory)) throw new SpoolClosed();
  }

  /** Lets no more records in, in any process. */
  async close(): Promise<void> {
    await writeOnce(join(this.directory, FENCE), '');
  }

  /** Every whole record of every process, in no order that means anything. */
  async *records(): AsyncGenerator<Buffer> {
    for (const name of await spoolFiles(this.directory)) {
      const slots = await readFile(join(this.directory, name));
      for (let start = 0; start + this.slotSize <= slots.length; start += this.slotSize) {
        const record = recordIn(slots.subarray(start, start + this.slotSize));
        if (record) yield record;
      }
    }
  }

  /** Overwrites and removes all records; what another process removes meanwhile is as good as removed here. */
  async wipe(): Promise<void> {
    for (const name of await spoolFiles(this.directory)) {
      await wipeFile(join(this.directory, name)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error;
      });
    }
    await syncDirectory(this.directory);
  }

  private async allocate(): Promise<void> {
    const path = join(this.directory, `spool-${randomBytes(8).toString('hex')}`);
    // Real zeros, not a hole: a full disk is found out now and not while a ballot is being stored.
    await writeOnce(path, Buffer.alloc(SLOTS * this.slotSize));
    this.path = path;
    this.free = Array.from({ length: SLOTS }, (_, slot) => slot);
  }
}

/** Writes into a file that exists; on disk when this returns. */
async function writeAt(path: string, pieces: readonly { position: number; bytes: Buffer }[]): Promise<void> {
  const file = await open(path, 'r+');
  try {
    for (const { position, bytes } of pieces) {
      const { bytesWritten } = await file.write(bytes, 0, bytes.length, position);
      if (bytesWritten !== bytes.length) throw new Error(`${path} was written in part`);
    }
    await file.datasync();
    // The file does not tell when it took its last ballot.
    await file.utimes(0, 0);
  } finally {
    await file.close();
  }
}

export async function isClosed(directory: string): Promise<boolean> {
  return access(join(directory, FENCE)).then(
    () => true,
    () => false,
  );
}

async function spoolFiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => SPOOL_FILE.test(name));
}

function slotOf(record: Buffer, slotSize: number): Buffer {
  if (record.length + 36 > slotSize) throw new RangeError(`a record of ${record.length} bytes has no slot`);
  const slot = Buffer.alloc(slotSize);
  slot.writeUInt32BE(record.length, 0);
  record.copy(slot, 4);
  digest(record).copy(slot, slotSize - 32);
  return slot;
}

/** The record of a slot; null where nothing was written, or a crash cut the writing short. */
function recordIn(slot: Buffer): Buffer | null {
  const length = slot.readUInt32BE(0);
  if (length === 0 || length + 36 > slot.length) return null;
  const record = slot.subarray(4, 4 + length);
  return digest(record).equals(slot.subarray(slot.length - 32)) ? record : null;
}

function digest(record: Buffer): Buffer {
  return createHash('sha256').update(record).digest();
}

async function wipeFile(path: string): Promise<void> {
  const { size } = await stat(path);
  await writeAt(path, [{ position: 0, bytes: randomBytes(size) }]);
  await rm(path);
}
