import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import S3rver from 's3rver';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '@app/platform/testing';
import { MediaGates, MediaService, MediaView, Storage } from './index.ts';
import { type TestMedia, testMedia } from './testing/test-media.ts';

/** A photograph as a telephone writes it: lying on its side, and saying where it was taken. */
function photograph(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#8ab' } })
    .composite([
      {
        input: Buffer.from(
          `<svg width="${width}" height="${height}"><circle r="90" cx="99" cy="99" fill="red"/></svg>`,
        ),
      },
    ])
    .jpeg()
    .withExif({
      IFD0: { Make: 'Nokia' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '59/1 20/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

const bring = (media: TestMedia, bytes: Buffer, more: object = {}) =>
  media.app
    .get(MediaService)
    .store({ ownerId: media.ownerId, purpose: 'avatar', name: 'bike room.jpg', bytes, ...more });

const fetchFile = async (media: TestMedia, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${media.url}/media/${path}`, { headers });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe.each(['on the disk', 'in a bucket'])('a file %s', (where) => {
  let media: TestMedia;
  let bucket: S3rver | undefined;

  beforeAll(async () => {
    const variables: Record<string, string> = {};
    if (where === 'in a bucket') {
      const port = await freePort();
      bucket = new S3rver({
        port,
        address: '127.0.0.1',
        silent: true,
        directory: `/tmp/folkmoot-s3-${port}`,
        configureBuckets: [{ name: 'folkmoot', configs: [] }],
      });
      await bucket.run();
      variables['S3_URL'] = `http://S3RVER:S3RVER@127.0.0.1:${port}/folkmoot`;
    }
    media = await testMedia(variables);
  });
  afterAll(async () => {
    await media.close();
    await bucket?.close();
  });

  it('can be one that this machine wrote, whole, in place of the last one of its name, and gone after', async () => {
    const storage = media.app.get(Storage);
    const path = join(await mkdtemp(join(tmpdir(), 'folkmoot-file-')), 'archive.zip');
    for (const words of ['the first one, which is longer', 'the second']) {
      await writeFile(path, words);
      await storage.putFile('exports/one.zip', path, 'application/zip');
      const kept = await storage.open('exports/one.zip');
      expect(Buffer.concat(await kept!.stream.toArray()).toString()).toBe(words);
      expect(kept!.bytes).toBe(words.length);
    }
    await storage.remove(['exports/one.zip']);
    expect(await storage.open('exports/one.zip')).toBeNull();
    await rm(dirname(path), { recursive: true });
  });

  it('is a picture turned upright, without a word of where it was taken, in two widths', async () => {
    const bytes = await photograph(2000, 1500);
    const taken = await sharp(bytes).metadata();
    expect([taken.orientation, taken.exif?.includes('Nokia')]).toEqual([6, true]);
    const { id, width, height, mediaType } = await bring(media, bytes);
    expect([width, height, mediaType]).toEqual([1500, 2000, 'image/webp']);

    const whole = await fetchFile(media, id);
    expect(whole.status).toBe(200);
    const made = await sharp(whole.bytes).metadata();
    expect([made.format, made.width, made.height, made.exif]).toEqual(['webp', 1500, 2000, undefined]);
    expect(whole.headers.get('content-length')).toBe(String(whole.bytes.length));
    expect((await sharp((await fetchFile(media, `${id}/960`)).bytes).metadata()).width).toBe(960);
    const again = await fetchFile(media, id, { 'if-none-match': whole.headers.get('etag') ?? '' });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
  });

  it('is served smaller to browsers that know how, as soon as a job has made that', async () => {
    const { id } = await bring(media, await photograph(1200, 900));
    const accept = { accept: 'image/avif,image/webp,*/*' };
    await expect
      .poll(async () => (await fetchFile(media, `${id}/960`, accept)).headers.get('content-type'), {
        timeout: 20_000,
      })
      .toBe('image/avif');
    const { bytes } = await fetchFile(media, `${id}/960`, accept);
    expect((await sharp(bytes).metadata()).format).toBe('heif');
    expect((await fetchFile(media, id)).headers.get('content-type')).toBe('image/webp');
  });

  it('can be had under another name than its own by nobody, and as nothing but what it is', async () => {
    const { id, name } = await bring(media, Buffer.from('%PDF-1.7 hello'), {
      name: '../../etc/minutes\n.pdf',
    });
    expect(name).toBe('minutes.pdf');
    const { headers, bytes } = await fetchFile(media, id);
    expect(bytes.toString()).toBe('%PDF-1.7 hello');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''minutes.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    });
  });

  it('goes with everything that was made of it', async () => {
    const { id } = await bring(media, await photograph(1000, 1000));
    const db = media.app.get(DataSource);
    await db.transaction((tx) => media.app.get(MediaService).forget(tx, id));
    expect((await fetchFile(media, id)).status).toBe(404);
    const isLeft = async () => {
      const file = await media.app.get(MediaView).open(id, 'full.webp');
      file?.stream.destroy();
      return file !== null;
    };
    await expect.poll(isLeft, { timeout: 20_000 }).toBe(false);
  });
});

describe('a file that is not taken', () => {
  let media: TestMedia;

  beforeAll(async () => (media = await testMedia()));
  afterAll(() => media.close());

  it('unfolds into more than a machine can hold, breaks off, or is what it says by its name only', async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(400_000);
    const whole = await photograph(400, 300);
    const refusals: [string, Buffer, string][] = [
      ['bomb.png', bomb, 'broken-image'],
      ['cut.jpg', whole.subarray(0, whole.length / 2), 'broken-image'],
      ['not.png', Buffer.from('hello'), 'broken-image'],
      [
        'drawing.svg',
        Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
        'unsupported-upload',
      ],
      ['page.html', Buffer.from('<script>alert(1)</script>'), 'unsupported-upload'],
      ['page.pdf', Buffer.from('<script>alert(1)</script>'), 'unsupported-upload'],
      ['program.txt', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0]), 'unsupported-upload'],
      ['large.txt', Buffer.alloc(11 * 1024 * 1024, 'a'), 'upload-too-large'],
    ];
    for (const [name, bytes, code] of refusals)
      await expect(bring(media, bytes, { name })).rejects.toMatchObject({ code });
  });

  it('belongs to a post that the one who asks may not see', async () => {
    const { id } = await bring(media, await photograph(300, 200), { purpose: 'post' });
    expect((await fetchFile(media, id)).status).toBe(404);
    const gates = media.app.get(MediaGates);
    gates.guard('post', () => Promise.resolve('viewer'));
    expect((await fetchFile(media, id)).headers.get('cache-control')).toBe('private, no-cache');
    gates.guard('post', () => Promise.resolve('everyone'));
    expect((await fetchFile(media, id)).headers.get('cache-control')).toContain('public');
    expect((await fetchFile(media, 'nonsense')).status).toBe(404);
  });

  it('is one of too many within an hour', async () => {
    const db = media.app.get(DataSource);
    await db.query(
      `insert into upload (owner_id, purpose, name, media_type) select $1, 'post', 'x', 'text/plain' from generate_series(1, 300)`,
      [media.ownerId],
    );
    await expect(bring(media, Buffer.from('hello'), { name: 'a.txt' })).rejects.toMatchObject({
      code: 'too-many-requests',
    });
  });

  it('is cut to a square where one is asked for', async () => {
    const ownerId = null;
    const { width, height } = await bring(media, await photograph(900, 600), { squarePx: 256, ownerId });
    expect([width, height]).toEqual([256, 256]);
  });
});
