import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RemotePictures } from '../index.ts';
import { type TestMedia, testMedia } from '../testing/test-media.ts';
import { RemotePicturesJobs } from './remote-pictures.jobs.ts';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';

describe('a picture of another server', () => {
  let media: TestMedia;
  let pictures: RemotePictures;
  let far: Server;
  let home: string;
  const asked: string[] = [];
  const served = new Map<string, { status?: number; body?: Buffer | string; location?: string }>();

  beforeAll(async () => {
    media = await testMedia({ AP_ALLOW_PRIVATE: '1', PUBLIC_URL: 'http://localhost:3000' });
    pictures = media.app.get(RemotePictures);
    far = createServer((request, response) => {
      const path = request.url ?? '';
      asked.push(path);
      const { status = 200, body = '', location } = served.get(path) ?? { status: 404 };
      response.writeHead(status, { 'content-type': 'image/jpeg', ...(location && { location }) }).end(body);
    });
    await new Promise<void>((done) => far.listen(0, '127.0.0.1', done));
    home = `http://localhost:${(far.address() as AddressInfo).port}`;
    const jpeg = sharp({ create: { width: 1200, height: 600, channels: 3, background: '#8ab' } })
      .jpeg()
      .withExif({ IFD0: { Make: 'Nokia' }, IFD3: { GPSLatitudeRef: 'N' } });
    served.set('/bike.jpg', { body: await jpeg.toBuffer() });
  });
  afterAll(async () => {
    await media.close();
    far.closeAllConnections();
    far.close();
  });

  const addressOf = (path: string, kind: 'picture' | 'emoji' | 'avatar' = 'picture') =>
    pictures.address({ url: home + path, shownBy: new URL(home).host, kind });
  const look = async (address: string) => {
    const answer = await fetch(media.url + address);
    return {
      status: answer.status,
      headers: answer.headers,
      bytes: Buffer.from(await answer.arrayBuffer()),
    };
  };
  const fetches = (path: string) => asked.filter((one) => one === path).length;

  it('is fetched once, when somebody first looks, and made anew without what it told of its taking', async () => {
    const address = await addressOf('/bike.jpg');
    expect(asked).toEqual([]);
    const all = await Promise.all(Array.from({ length: 5 }, () => look(`${address}/960`)));
    expect(all.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(fetches('/bike.jpg')).toBe(1);
    const { format, width, exif } = await sharp(all[0]!.bytes).metadata();
    expect([format, width, exif]).toEqual(['webp', 960, undefined]);
    expect(all[0]!.headers.get('content-security-policy')).toContain('sandbox');
    expect((await look(await addressOf('/bike.jpg'))).status).toBe(200);
    expect(fetches('/bike.jpg')).toBe(1);
  });

  it('is fetched for nobody who made its address up', async () => {
    const address = await addressOf('/bike.jpg');
    const [, , , sealed = '', source = ''] = address.split('/');
    const other = Buffer.from(`p far.example ${home}/secret`).toString('base64url');
    for (const made of [
      `/media/remote/${sealed}/${other}`,
      `/media/remote/x/${source}`,
      `/media/remote/${'A'.repeat(24)}/${other}`,
    ])
      expect((await look(made)).status).toBe(404);
    expect(fetches('/secret')).toBe(0);
    // Its copy has an address of its own, which leads nowhere: rules are asked under the signed one.
    const [{ id }] = await media.app
      .get(DataSource)
      .query<[{ id: string }]>(`select id from upload where purpose = 'remote' limit 1`);
    expect((await look(`/media/${id}`)).status).toBe(404);
  });

  it('is nothing but a picture, of a bearable size, at the end of few redirects', async () => {
    served.set('/drawing', { body: SVG });
    served.set('/page', { body: '<html>hello</html>' });
    served.set('/heavy', { body: Buffer.alloc(20 * 1024 * 1024 + 1) });
    served.set('/heavy-emoji', { body: Buffer.alloc(256 * 1024 + 1) });
    served.set('/round', { status: 302, location: '/round' });
    served.set('/moved', { status: 302, location: '/bike.jpg' });
    for (const path of ['/drawing', '/page', '/heavy', '/round', '/none'])
      expect((await look(await addressOf(path))).status).toBe(404);
    expect((await look(await addressOf('/heavy-emoji', 'emoji'))).status).toBe(404);
    expect((await look(await addressOf('/moved', 'avatar'))).status).toBe(200);
    // What could not be had is not asked for with every look.
    await look(await addressOf('/none'));
    expect(fetches('/none')).toBe(1);
  });

  it('is not shown while its server, or the one that shows it, is kept out, though it is here', async () => {
    const address = await addressOf('/bike.jpg');
    pictures.judgeBy((host) => Promise.resolve(host !== new URL(home).host));
    expect((await look(address)).status).toBe(404);
    pictures.judgeBy(() => Promise.resolve(true));
    expect((await look(address)).status).toBe(200);
  });

  it('makes room for others when all together are too large', async () => {
    await media.app.get(RemotePicturesJobs).sweep(1);
    const [{ count }] = await media.app
      .get(DataSource)
      .query<[{ count: number }]>(`select count(*)::int as count from upload where purpose = 'remote'`);
    expect(count).toBe(0);
    expect((await look(await addressOf('/bike.jpg'))).status).toBe(200);
    expect(fetches('/bike.jpg')).toBeGreaterThan(1);
  });
});
