import { createVerify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationPreferences, PushDevice } from '@app/contract';
import { PushServer } from './push-service.ts';
import { type Person, toldHouse, type ToldHouse } from './told-house.ts';

const service = new PushServer();
let house: ToldHouse;
let bo: Person;

beforeAll(async () => {
  await service.start();
  house = await toldHouse({ AP_ALLOW_PRIVATE: '1' });
  bo = await house.member('bo');
});
afterAll(async () => {
  await house.server.stop();
  await service.stop();
});

const PUSH = 'notifications:push';
const messagesTo = (device: string) => service.taken.filter(({ path }) => path === `/${device}`);
const preferences = (person: Person) =>
  person.json<NotificationPreferences>('GET', '/notification-preferences');

describe('a browser that subscribed', () => {
  it('is woken by a message that only it can read, signed by this site', async () => {
    const ana = await house.member('ana');
    const { pushKey } = await preferences(ana);
    await ana.json('POST', '/push-devices', service.browser('anas-phone'));
    const { topicId } = await bo.open('The boiler', 'It is cold, @ana');
    expect(messagesTo('anas-phone')).toEqual([]);
    await house.hurry(PUSH);

    const [message, ...more] = messagesTo('anas-phone');
    expect(more).toEqual([]);
    expect(JSON.parse(message?.text ?? '')).toEqual({
      title: 'bo mentioned you',
      body: 'The boiler\nIt is cold, @ana',
      url: `/t/${topicId}/the-boiler/1#post-1`,
      tag: expect.any(String) as string,
    });
    expect(message?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' });
    expect(signer(message?.headers.authorization)).toEqual({ key: pushKey, signed: true });
    // The keys are made once: a browser that subscribed with others would hear nothing more.
    expect((await preferences(bo)).pushKey).toBe(pushKey);
  });

  it('is not woken by what was read in the meantime, nor when its owner wants no push', async () => {
    const cy = await house.member('cy');
    await cy.json('POST', '/push-devices', service.browser('cys-phone'));
    const { topicId } = await bo.open('Read at once', 'Hello @cy');
    await house.settled();
    await cy.read(topicId, 1);
    await house.hurry(PUSH);
    await bo.open('On its way', 'Hello @cy');
    await house.settled();
    const events = { mention: { site: true, push: false, mail: 'never' } };
    await cy.json('PUT', '/notification-preferences', { events });
    await house.hurry(PUSH);
    expect(messagesTo('cys-phone')).toEqual([]);
    expect((await cy.badge()).needing).toBe(1);
  });

  it('is tried again when the push service is busy, and forgotten when it says that it is gone', async () => {
    const dora = await house.member('dora');
    await dora.json('POST', '/push-devices', service.browser('doras-phone'));
    service.answers.push(503);
    await bo.open('Busy service', 'Hello @dora');
    await house.hurry(PUSH);
    expect(messagesTo('doras-phone')).toEqual([]);
    await house.hurry(PUSH);
    expect(messagesTo('doras-phone')).toHaveLength(1);

    service.answers.push(410);
    await bo.open('Gone for good', 'Hello again @dora');
    await house.hurry(PUSH);
    expect((await preferences(dora)).devices).toEqual([]);
  });

  it('belongs to whoever used it last, who alone can let it go', async () => {
    const elin = await house.member('elin');
    const frej = await house.member('frej');
    const shared = service.browser('shared-tablet');
    await elin.json('POST', '/push-devices', shared);
    const device = await frej.json<PushDevice>('POST', '/push-devices', shared);
    expect((await preferences(elin)).devices).toEqual([]);
    expect((await preferences(frej)).devices).toEqual([device]);
    await bo.open('For the tablet', 'Hello @elin and @frej');
    await house.hurry(PUSH);
    expect(messagesTo('shared-tablet').map(({ text }) => text)).toEqual([expect.stringContaining('@frej')]);
    expect(messagesTo('shared-tablet')).toHaveLength(1);

    expect((await elin.send('DELETE', `/api/v1/push-devices/${device.id}`)).status).toBe(404);
    expect((await frej.send('DELETE', `/api/v1/push-devices/${device.id}`)).status).toBe(204);
    expect((await frej.send('DELETE', '/api/v1/push-devices/none')).status).toBe(404);
    expect((await preferences(frej)).devices).toEqual([]);
  });

  it('must say where it is reached, and how', async () => {
    const fine = service.browser('wrong');
    const refused = async (device: object) => (await bo.send('POST', '/api/v1/push-devices', device)).status;
    expect(await refused({ ...fine, endpoint: 'file:///etc/passwd' })).toBe(422);
    expect(await refused({ ...fine, keys: { ...fine.keys, p256dh: 'short' } })).toBe(422);
    expect(await refused({ ...fine, device: '' })).toBe(422);
  });
});

/** Reads `vapid t=…, k=…` (RFC 8292) and checks the signature with the key that it names. */
function signer(authorization: string | undefined): { key: string; signed: boolean } {
  const [, token = '', key = ''] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization ?? '') ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const verify = createVerify('sha256').update(`${head}.${claims}`);
  const signed = verify.verify(
    { key: jwk, format: 'jwk', dsaEncoding: 'ieee-p1363' } as never,
    Buffer.from(signature, 'base64url'),
  );
  return { key, signed };
}
