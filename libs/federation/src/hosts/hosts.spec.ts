import { HostRuleKind } from '@app/contract';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeyRotation } from '../actors/key-rotation.service.ts';
import { PostDeliveryView } from '../outbox/post-delivery.view.ts';
import { signedHeaders } from '../signatures/sign-request.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import { post } from '../testing/peer.ts';
import { until } from '../testing/until.ts';
import { FetchSettings } from './fetch-settings.ts';
import { readHostList, writeHostList } from './host-list.rules.ts';
import { readPattern, ruleFor } from './host-rules.rules.ts';
import { HostsService } from './hosts.service.ts';
import { HostsView } from './hosts.view.ts';

const ACCEPT = 'application/activity+json';

describe('rules for hosts', () => {
  const rule = (pattern: string, kind: HostRuleKind, expiresAt: Date | null = null) => ({
    pattern,
    rule: kind,
    expiresAt,
  });

  it('hold for the host, for all below a name, or for everybody, the closest first', () => {
    const now = new Date();
    const rules = [
      rule('*', 'limit'),
      rule('*.example', 'deny'),
      rule('*.good.example', 'media-off'),
      rule('one.good.example', 'allow'),
      rule('late.example', 'allow', new Date(now.getTime() - 1)),
    ];
    const of = (host: string) => ruleFor(host, rules, now)?.rule;
    expect(of('one.good.example')).toBe('allow');
    expect(of('Two.good.example')).toBe('media-off');
    expect(of('good.example')).toBe('media-off');
    expect(of('late.example')).toBe('deny');
    expect(of('notexample')).toBe('limit');
    expect(ruleFor('anybody', rules.slice(1), now)).toBeNull();
    expect(readPattern('https://Bad.Example/about')).toBe('bad.example');
    expect([readPattern('a b'), readPattern('*x.example'), readPattern('')]).toEqual([null, null, null]);
  });

  it('come in as other programs write them, and go out as they come in', () => {
    const mastodon =
      '#domain,#severity,#reject_media,#public_comment\nspam.example,suspend,True,"Spam, mostly"\nloud.example,silence,,\n';
    expect(readHostList(mastodon).rules).toEqual([
      { pattern: 'spam.example', rule: 'deny', note: 'Spam, mostly' },
      { pattern: 'loud.example', rule: 'limit', note: '' },
    ]);
    expect(readHostList('plain.example\nno host\n*.x.example,media-off,=1+1').skipped).toEqual([
      { line: 2, text: 'no host' },
    ]);
    const rules = [{ pattern: '*.x.example', rule: 'media-off' as const, note: 'say "no", please' }];
    expect(readHostList(writeHostList(rules)).rules).toEqual(rules);
  });
});

describe('other servers', () => {
  let world: InboxWorld;
  let staff: Viewer;

  beforeAll(async () => {
    world = await InboxWorld.start();
    staff = await world.us.member('warden', 'staff');
    await world.send(world.activity('Follow', world.people.group));
    await until('the Accept', async () => world.them.delivered[0]);
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    world.them.delivered.length = 0;
  });

  const hosts = () => world.us.get(HostsService);
  const state = async (host: string) =>
    (await world.us.get(HostsView).state()).hosts.find((one) => one.host === host)!;
  const set = (pattern: string, rule: HostRuleKind) =>
    hosts().setRule(staff.accountId!, { pattern, rule, note: '', days: null });

  it('that are denied are neither heard, nor asked, nor written to, until the rule is gone', async () => {
    const { us, them, people } = world;
    const before = us.get(HostsView);
    const { proposals } = await before.preview(`${them.host}\n`);
    expect(proposals).toEqual([
      { pattern: them.host, rule: 'deny', note: '', was: null, actors: 1, followers: 1 },
    ]);
    expect((await before.state()).rules).toEqual([]);

    await hosts().setChosen(staff.accountId!, { rules: proposals });
    const asked = them.asked.length;
    const knock = () => post(us.inbox, world.activity('Like', people.group), { as: people.bo });
    expect((await knock()).status).toBe(403);
    const topic = await us.topic(people.ada, 'square', 'Not for everybody');
    await until('the deliveries are given up', async () => {
      const { refused } = await us.get(PostDeliveryView).of(staff, topic.postId);
      return refused === 2;
    });
    expect([them.delivered.length, them.asked.length - asked]).toEqual([0, 0]);

    await hosts().removeRule(them.host);
    expect((await knock()).status).toBe(202);
  });

  it('that do not answer are tried again, and hear nothing while staff pause them', async () => {
    const { us, them, people } = world;
    them.inboxAnswers.push(503);
    const topic = await us.topic(people.ada, 'square', 'Nobody there?');
    const reached = await until('it came through on the second try', async () => {
      const delivery = await us.get(PostDeliveryView).of(people.ada, topic.postId);
      return delivery.reached === 1 && delivery;
    });
    expect(reached).toMatchObject({ servers: 1, pending: 0, details: [{ host: them.host, state: 'sent' }] });
    const stranger = await us.member('stranger');
    expect((await us.get(PostDeliveryView).of(stranger, topic.postId)).details).toEqual([]);
    expect(await state(them.host)).toMatchObject({
      state: 'fine',
      followers: 1,
      lastError: expect.any(String),
      lastOkAt: expect.any(String),
    });
    await hosts().act({ host: them.host, act: 'pause' });
    const unsent = await us.topic(people.ada, 'square', 'Into the void');
    await us.wasTold(unsent.id);
    expect(await us.get(PostDeliveryView).of(staff, unsent.postId)).toMatchObject({ servers: 0 });
    expect(await state(them.host)).toMatchObject({ state: 'paused' });
    await hosts().act({ host: them.host, act: 'retry' });
    expect(await state(them.host)).toMatchObject({ state: 'fine' });
    // Who writes to us is there.
    await hosts().act({ host: them.host, act: 'pause' });
    await world.send(world.activity('Like', topic.id));
    expect(await state(them.host)).toMatchObject({ state: 'fine' });
  });

  it('read what was written only by name where staff want it so', async () => {
    const { us, them, people } = world;
    const topic = await us.topic(people.ada, 'square', 'Who wants to know?');
    await us.wasTold(topic.id);
    await us.get(FetchSettings).write({ authorizedFetch: true });
    const unsigned = { method: 'GET', url: topic.id, headers: { accept: ACCEPT } } as const;
    const signer = { keyId: new URL(people.bo.keyId), privateKey: people.bo.privateKey };
    const headers = await signedHeaders(unsigned, signer, 'draft-cavage-http-signatures-12');
    const read = async (url: string, more: Record<string, string> = { accept: ACCEPT }) =>
      (await fetch(url, { headers: more, redirect: 'manual' })).status;
    expect(await read(topic.id)).toBe(401);
    expect(await read(topic.id, headers)).toBe(200);
    expect(await read(people.group)).toBe(200);
    expect(await read(topic.id, { accept: 'text/html' })).toBe(302);
    await set(them.host, 'deny');
    expect(await read(topic.id, headers)).toBe(403);
    await hosts().removeRule(them.host);
    await us.get(FetchSettings).write({ authorizedFetch: false });
  });

  it('hear of new keys under new ids, signed with them', async () => {
    const { us, them, people } = world;
    await us.get(KeyRotation).order();
    const update = await until('the Update of the category', async () =>
      them.delivered.find(({ json }) => json.type === 'Update' && json['actor'] === people.group),
    );
    const keyId = `${people.group}#rsa-2`;
    expect(update.json.object).toMatchObject({ id: people.group, publicKey: { id: keyId } });
    expect(update.headers['signature']).toContain(keyId);
    expect(await (await fetch(people.group, { headers: { accept: ACCEPT } })).json()).toMatchObject({
      publicKey: { id: keyId },
    });
  });
});
