import { mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Spool, SpoolClosed } from './spool.ts';

const SLOT = 256;
const read = (spool: Spool) => Array.fromAsync(spool.records(), String);
const text = async (spool: Spool) => (await read(spool)).toSorted();

describe('the spool', () => {
  let directory: string;
  let spool: Spool;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'folkmoot-spool-'));
    spool = new Spool(directory, SLOT);
  });
  afterEach(() => rm(directory, { recursive: true }));

  const files = async () => (await readdir(directory)).filter((name) => name.startsWith('spool-'));

  it('gives back, to another process, all that was written before the first one died', async () => {
    const records = Array.from({ length: 40 }, (_, index) => `ballot ${index}`);
    for (const record of records) await spool.write(Buffer.from(record));

    const next = new Spool(directory, SLOT);
    await next.write(Buffer.from('after the crash'));
    expect(await text(new Spool(directory, SLOT))).toEqual([...records, 'after the crash'].toSorted());
  });

  it('does not tell by size, place or name which record came when, and is closed to other users', async () => {
    for (let index = 0; index < 40; index += 1) await spool.write(Buffer.from(String(index).padStart(2)));
    const [name = ''] = await files();
    const { size, mode } = await stat(join(directory, name));
    expect([size, mode & 0o777]).toEqual([1024 * SLOT, 0o600]);
    const places = (await read(spool)).map(Number);
    expect(places).not.toEqual(places.toSorted((a, b) => a - b));
  });

  it('passes over a record that a crash cut short, and keeps the others', async () => {
    await spool.write(Buffer.from('whole'));
    await spool.write(Buffer.from('cut short'));
    const [name = ''] = await files();
    const path = join(directory, name);
    const at = (await readFile(path)).indexOf('cut short');
    const file = await open(path, 'r+');
    await file.write(Buffer.alloc(4), 0, 4, at + 3);
    await file.close();
    expect(await text(spool)).toEqual(['whole']);
  });

  it('takes nothing more once any process has closed it', async () => {
    await spool.write(Buffer.from('in time'));
    await new Spool(directory, SLOT).close();
    await expect(spool.write(Buffer.from('late'))).rejects.toThrow(SpoolClosed);
  });

  it('does not confirm a record that arrived too late for the one who closed it', async () => {
    // Making its file takes the writer a while, in which the spool is closed and read.
    const late = new Spool(directory, 16_384).write(Buffer.from('late'));
    const outcome = Promise.allSettled([late]);
    const closer = new Spool(directory, 16_384);
    await closer.close();
    const found = await text(closer);

    expect(await outcome).toMatchObject([{ status: 'rejected', reason: expect.any(SpoolClosed) }]);
    expect(found).toEqual([]);
  });

  it('is gone after wiping, and its bytes with it', async () => {
    await spool.write(Buffer.from('secret'));
    const [name = ''] = await files();
    const held = await open(join(directory, name), 'r');
    await new Spool(directory, SLOT).wipe();
    expect(await files()).toEqual([]);
    expect((await held.readFile()).includes('secret')).toBe(false);
    await held.close();
  });
});
