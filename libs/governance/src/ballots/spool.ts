import { createHash, randomBytes, randomInt } from 'node:crypto';
import { access, type FileHandle, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, writeOnce } from '../keys/write-once.ts';

const SLOTS = 1024;
const FENCE = 'closed';

/** The spool no longer takes records. */
export class SpoolClosed extends Error {}

/**
 * Where sealed ballots wait for the close: files of equal slots, allocated beforehand, each record in a
 * slot chosen by chance, so that neither size nor place tells when it came. Every process writes files of
 * its own and reads all. Outside the database, because there the order of transactions would tell.
 */
export class Spool {
  private file: FileHandle | undefined;
  private free: number[] = [];

  /** @param slotSize bytes; holds the longest record and 36 bytes more */
  constructor(
    private readonly directory: string,
    private readonly slotSize: number,
  ) {}

  /**
   * Stores a record; when this returns, it survives a crash and every later `read` finds it. Calls must
   * not overlap.
   *
   * @throws SpoolClosed when the spool was closed before or meanwhile; the record may be there or not
   */
  async write(record: Buffer): Promise<void> {
    if (this.free.length === 0) await this.allocate();
    // The slot is given up even when writing fails, because nobody knows what it holds then.
    const [slot] = this.free.splice(randomInt(this.free.length), 1);
    const { bytesWritten } = await this.file!.write(
      slotOf(record, this.slotSize),
      0,
      this.slotSize,
      slot! * this.slotSize,
    );
    if (bytesWritten !== this.slotSize) throw new Error('a record was stored in part');
    await this.file!.datasync();
    // Looked at after writing: whoever closed the spool later reads this record, whoever closed it
    // earlier is seen here. So no record is both missed and confirmed.
    if (await isClosed(this.directory)) throw new SpoolClosed();
  }

  /** Lets no more records in, in any process. */
  async close(): Promise<void> {
    await writeOnce(join(this.directory, FENCE), '');
  }

  /** Every whole record of every process, in no order that means anything. */
  async read(): Promise<Buffer[]> {
    const records: Buffer[] = [];
    for (const name of await spoolFiles(this.directory)) {
      const slots = await readFile(join(this.directory, name));
      for (let start = 0; start + this.slotSize <= slots.length; start += this.slotSize) {
        const record = recordIn(slots.subarray(start, start + this.slotSize));
        if (record) records.push(record);
      }
    }
    return records;
  }

  /** Overwrites and removes all records. */
  async wipe(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    this.free = [];
    for (const name of await spoolFiles(this.directory)) {
      const path = join(this.directory, name);
      const file = await open(path, 'r+');
      const { size } = await file.stat();
      await file.write(randomBytes(size), 0, size, 0);
      await file.sync();
      await file.close();
      await rm(path);
    }
    await syncDirectory(this.directory);
  }

  private async allocate(): Promise<void> {
    await this.file?.close();
    const path = join(this.directory, `spool-${randomBytes(8).toString('hex')}`);
    this.file = await open(path, 'wx+', 0o600);
    // Real zeros, not a hole: a full disk is found out now and not while a ballot is being stored.
    await this.file.writeFile(Buffer.alloc(SLOTS * this.slotSize));
    await this.file.sync();
    await syncDirectory(this.directory);
    this.free = Array.from({ length: SLOTS }, (_, slot) => slot);
  }
}

export async function isClosed(directory: string): Promise<boolean> {
  return access(join(directory, FENCE)).then(
    () => true,
    () => false,
  );
}

async function spoolFiles(directory: string): Promise<string[]> {
  return (await readdir(directory)).filter((name) => name.startsWith('spool-'));
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
