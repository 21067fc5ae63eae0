import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestCommunity } from '../testing/test-community.ts';

describe('how other servers find us', () => {
  let us: TestCommunity;
  let group: string;

  beforeAll(async () => {
    us = await TestCommunity.start();
    group = await us.groupOf('square');
  });
  afterAll(() => us.server.stop());

  const get = (path: string) => fetch(us.origin + path);

  it('finds our actors by every form of their names', async () => {
    const host = new URL(us.origin).host;
    const forms = [
      `acct:square@${host}`,
      `acct:SQUARE@${host.toUpperCase()}`,
      `@square@${host}`,
      `square@${host}`,
      group,
      `${us.origin}/c/square`,
    ];
    for (const form of forms) {
      const answer = await get(`/.well-known/webfinger?resource=${encodeURIComponent(form)}`);
      expect(answer.headers.get('content-type')).toBe('application/jrd+json');
      expect(await answer.json()).toEqual({
        subject: `acct:square@${host}`,
        aliases: [group, `${us.origin}/c/square`],
        links: [
          { rel: 'self', type: 'application/activity+json', href: group },
          { rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: `${us.origin}/c/square` },
          {
            rel: 'http://ostatus.org/schema/1.0/subscribe',
            template: `${us.origin}/authorize_interaction?uri={uri}`,
          },
        ],
      });
    }
    const server = await get(`/.well-known/webfinger?resource=${encodeURIComponent(`${us.origin}/`)}`);
    expect(await server.json()).toMatchObject({
      subject: `acct:${host}@${host}`,
      aliases: [`${us.origin}/actor`, `${us.origin}/`],
    });
    for (const nobody of [
      'acct:square@elsewhere.example',
      `acct:den@${host}`,
      'what?',
      'https://elsewhere.example/c/square',
    ])
      expect((await get(`/.well-known/webfinger?resource=${encodeURIComponent(nobody)}`)).status).toBe(404);
    expect((await get('/.well-known/webfinger')).status).toBe(400);
  });

  it('tells crawlers about the server, in numbers that are numbers', async () => {
    const { links } = (await (await get('/.well-known/nodeinfo')).json()) as { links: { href: string }[] };
    expect(links.map(({ href }) => href)).toEqual([`${us.origin}/nodeinfo/2.1`, `${us.origin}/actor`]);
    const root = resolve(import.meta.dirname, '../../../..');
    const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string };
    expect(await (await get('/nodeinfo/2.1')).json()).toMatchObject({
      version: '2.1',
      software: { name: 'folkmoot', version },
      protocols: ['activitypub'],
      usage: { users: { total: expect.any(Number) }, localPosts: expect.any(Number) },
    });
  });
});
