import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../testing/peer.ts';
import { TestCommunity } from '../testing/test-community.ts';
import { RemoteDocuments } from './remote-documents.ts';

describe('a document of another server', () => {
  let us: TestCommunity;
  let them: Peer;
  let others: Peer;
  let documents: RemoteDocuments;

  beforeAll(async () => {
    [us, them, others] = [await TestCommunity.start(), await Peer.start(), await Peer.start()];
    documents = us.get(RemoteDocuments);
  });
  afterAll(async () => {
    await us.server.stop();
    await Promise.all([them.stop(), others.stop()]);
  });

  it('may stand behind a redirect on its own server, and on no other', async () => {
    them.serve('/real', { id: 'x' });
    them.serve('/moved', {}, { status: 301, location: '/real' });
    expect(await documents.activityStreams(them.url('/moved'))).toMatchObject({
      url: them.url('/real'),
      json: { id: 'x' },
    });
    others.serve('/theirs', { id: them.url('/moved-away') });
    them.serve('/moved-away', {}, { status: 302, location: others.url('/theirs') });
    await expect(documents.activityStreams(them.url('/moved-away'))).rejects.toMatchObject({
      kind: 'refused',
    });
    them.serve('/circle', {}, { status: 302, location: '/circle' });
    await expect(documents.activityStreams(them.url('/circle'))).rejects.toMatchObject({ kind: 'invalid' });
  });

  it('must say that it is ActivityStreams: an uploaded file speaks for nobody', async () => {
    them.serve('/upload.json', { id: them.url('/upload.json') }, { type: 'application/json' });
    await expect(documents.activityStreams(them.url('/upload.json'))).rejects.toMatchObject({
      kind: 'invalid',
    });
    const ld = 'application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
    them.serve('/ld', { id: 'x' }, { type: ld });
    expect((await documents.activityStreams(them.url('/ld'))).json).toEqual({ id: 'x' });
  });

  it('that cannot be had is gone for good, denied, or may come later', async () => {
    const kinds = {
      404: 'gone',
      410: 'gone',
      401: 'denied',
      403: 'denied',
      429: 'unreachable',
      503: 'unreachable',
    };
    for (const [status, kind] of Object.entries(kinds)) {
      them.forget('/hidden', Number(status));
      await expect(documents.activityStreams(them.url('/hidden'))).rejects.toMatchObject({ kind });
    }
    await expect(documents.activityStreams('http://localhost:1/')).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });
});
