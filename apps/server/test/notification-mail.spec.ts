import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser';
import { Browser } from './browser.ts';
import { MailServer } from './mail-server.ts';
import { type Person, toldHouse, type ToldHouse } from './told-house.ts';

const mailServer = new MailServer();
let house: ToldHouse;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  house = await toldHouse({ SMTP_URL: await mailServer.start() });
  ana = await house.member('ana');
  bo = await house.member('bo');
});
afterAll(async () => {
  await house.server.stop();
  await mailServer.stop();
});

async function mailsTo(person: Person): Promise<ParsedMail[]> {
  await house.settled();
  const letters = await Promise.all(mailServer.taken.map((letter) => simpleParser(letter)));
  return letters.filter(({ to }) => (to as AddressObject).text === `${person.username}@example.org`);
}
const unsubscribeOf = (mail: ParsedMail | undefined): URL => {
  const { unsubscribe } = mail!.headers.get('list') as unknown as { unsubscribe: { url: string } };
  return new URL(unsubscribe.url);
};
const choose = (person: Person, change: object) => person.json('PUT', '/notification-preferences', change);

describe('a mail about news', () => {
  it('leaves after a while, holds all that came until then, and says why it came', async () => {
    const dora = await house.member('dora');
    const { topicId } = await dora.open('The cellar & the skis', 'Whose are they?');
    await bo.reply(topicId, 'Mine, <b>all</b> of them.', 1);
    await ana.reply(topicId, 'One is mine.', 1);
    expect(await mailsTo(dora)).toEqual([]);

    await house.hurry('notifications:mail');
    const [mail, ...more] = await mailsTo(dora);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('2 replies to you: The cellar & the skis');
    expect(mail?.from?.text).toBe('"Björkbacken" <forum@example.org>');
    expect(mail?.text).toContain('bo:\nMine, <b>all</b> of them.');
    expect(mail?.text).toContain('ana:\nOne is mine.');
    expect(mail?.text).toContain(`http://localhost:3000/t/${topicId}/the-cellar-the-skis/2`);
    expect(mail?.text).toContain('You get this mail because somebody replied to you.');
    expect(mail?.html).toContain('Mine, &lt;b&gt;all&lt;/b&gt; of them.');
    expect(mail?.html).not.toMatch(/<(?:script|img|link|style)/);

    await house.hurry('notifications:mail');
    await bo.reply(topicId, 'And the sledge.', 1);
    await house.hurry('notifications:mail');
    const mails = await mailsTo(dora);
    expect(mails.map(({ subject }) => subject)).toEqual([
      '2 replies to you: The cellar & the skis',
      'bo replied to you: The cellar & the skis',
    ]);
  });

  it('is not sent when its news was read, taken back, deleted or hidden in the meantime', async () => {
    const elin = await house.member('elin');
    const read = await elin.open('Read in the topic', 'One?');
    const marked = await elin.open('Marked as read', 'Two?');
    const deleted = await elin.open('Deleted', 'Three?');
    const hidden = await elin.open('Hidden', 'Four?');
    for (const { topicId } of [read, marked, hidden]) await bo.reply(topicId, `Yes, ${topicId}.`, 1);
    const gone = await bo.reply(deleted.topicId, 'No.', 1);
    await house.settled();
    await elin.read(read.topicId, 2);
    const { items } = await elin.json<{ items: { id: string; topic: { id: string } }[] }>(
      'GET',
      '/notifications',
    );
    const ids = items.filter(({ topic }) => topic.id === marked.topicId).map(({ id }) => id);
    await elin.json('POST', '/notifications/read', { ids });
    await bo.send('DELETE', `/api/v1/posts/${gone.postId}`);
    await house.db.query(`update topic set deleted_at = now() where id = $1`, [hidden.topicId]);
    await house.hurry('notifications:mail');
    expect(await mailsTo(elin)).toEqual([]);
  });

  it('is written in the language of its reader, and not to an address that nobody has confirmed', async () => {
    const frej = await house.member('frej');
    const gun = await house.member('gun');
    await house.db.query(`update account set language = 'sv' where handle = 'frej'`);
    await house.db.query(`update auth_user set email_verified = false where email = 'gun@example.org'`);
    await bo.open('Städdag', 'Kommer ni, @frej och @gun?');
    await house.hurry('notifications:mail');
    const [mail] = await mailsTo(frej);
    expect(mail?.subject).toBe('bo nämnde dig: Städdag');
    expect(mail?.text).toContain('Du får det här mejlet för att någon nämnde dig.');
    expect(await mailsTo(gun)).toEqual([]);
  });

  it('tells staff that it exists, and not what it says when not everybody may read it', async () => {
    const staff = await house.member('stina', 'staff');
    const hedda = await house.member('hedda');
    await bo.open('In the open', 'Hello @hedda');
    await bo.open('Among ourselves', 'The code is 1234, @hedda', 'inner');
    await house.hurry('notifications:mail');
    expect(await mailsTo(hedda)).toHaveLength(2);
    const { items } = await staff.json<{
      items: { to: string; text: string; subject: string; private: boolean }[];
    }>('GET', '/admin/mail');
    const kept = items.filter(({ to }) => to === 'hedda@example.org');
    expect(kept.find((mail) => mail.private)).toMatchObject({ subject: '', text: '' });
    expect(kept.find((mail) => !mail.private)?.text).toContain('Hello @hedda');
    expect(JSON.stringify(items)).not.toContain('1234');
    expect(JSON.stringify(items)).not.toMatch(/token=\w/);
  });
});

describe('somebody who wants less mail', () => {
  it('ends a kind of it with one click, without signing in; the bell goes on', async () => {
    const ivar = await house.member('ivar');
    await bo.open('First', 'Hello @ivar');
    await house.hurry('notifications:mail');
    const [mail] = await mailsTo(ivar);
    const { pathname, search } = unsubscribeOf(mail);
    const letter = mailServer.taken.find((one) => one.includes('ivar@example.org'));
    expect(letter).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    const click = () =>
      fetch(house.server.url + pathname + search, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    expect((await click()).status).toBe(204);
    expect((await click()).status).toBe(204);

    const { topicId } = await ivar.open('Second', 'Well?');
    await bo.reply(topicId, 'Hello again @ivar');
    await house.hurry('notifications:mail');
    expect(await mailsTo(ivar)).toHaveLength(1);
    expect(await ivar.badge()).toMatchObject({ needing: 2 });
    await bo.reply(topicId, 'An answer', 1);
    await house.hurry('notifications:mail');
    expect(await mailsTo(ivar)).toHaveLength(2);
  });

  it('cannot be undone by a link that somebody made up', async () => {
    const guest = new Browser(house.server.url);
    const forged = Buffer.from(JSON.stringify([bo.accountId, 'mention', null])).toString('base64url');
    for (const token of [`${forged}.`, `${forged}.${'A'.repeat(43)}`, 'x']) {
      const answer = await guest.send('POST', `/api/v1/mail-subscriptions/one-click?token=${token}`);
      expect([answer.status, await answer.json()]).toMatchObject([410, { code: 'outdated-link' }]);
    }
    expect((await guest.send('GET', '/api/v1/mail-subscriptions?token=x')).status).toBe(410);
  });

  it('mutes one topic from its mail, or ends all mail', async () => {
    const jon = await house.member('jon');
    const { topicId } = await bo.open('Noise', 'Hello @jon');
    await house.hurry('notifications:mail');
    const token = unsubscribeOf((await mailsTo(jon))[0]).searchParams.get('token')!;
    const guest = new Browser(house.server.url);
    const about = await guest.send('GET', `/api/v1/mail-subscriptions?token=${token}`);
    expect(await about.json()).toEqual({
      handle: 'jon',
      event: 'mention',
      topic: { id: topicId, title: 'Noise' },
    });

    await guest.send('POST', '/api/v1/mail-subscriptions', { token, what: 'topic' });
    await bo.reply(topicId, 'Are you there, @jon?');
    await bo.open('Elsewhere', 'Are you here, @jon?');
    await house.hurry('notifications:mail');
    expect((await mailsTo(jon)).map(({ subject }) => subject)).toEqual([
      'bo mentioned you: Noise',
      'bo mentioned you: Elsewhere',
    ]);
    await guest.send('POST', '/api/v1/mail-subscriptions', { token, what: 'all' });
    const { events } = await jon.json<{ events: Record<string, { mail: string }> }>(
      'GET',
      '/notification-preferences',
    );
    expect(new Set(Object.values(events).map(({ mail }) => mail))).toEqual(new Set(['never']));
  });

  it('gets a digest instead: one mail in the morning with what is still unread', async () => {
    const kim = await house.member('kim');
    const daily = { site: true, push: false, mail: 'daily' };
    await choose(kim, { events: { mention: daily, reply: daily }, zone: 'Europe/Stockholm' });
    const { topicId } = await kim.open('Collected', 'So?');
    await bo.reply(topicId, 'So so.', 1);
    await ana.open('Also collected', 'With @kim');
    await house.hurry('notifications:mail');
    expect(await mailsTo(kim)).toEqual([]);
    const planned: { hour: number; jobs: number }[] = await house.db.query(
      `select extract(hour from run_at at time zone 'Europe/Stockholm')::int as hour, count(*)::int as jobs
       from graphile_worker.jobs where task_identifier = 'notifications:digest' and key like '%:' || $1 group by 1`,
      [kim.accountId],
    );
    expect(planned).toEqual([{ hour: 7, jobs: 1 }]);

    await house.hurry('notifications:digest');
    const [mail, ...more] = await mailsTo(kim);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Björkbacken: 2 things that you have not read');
    expect(mail?.text).toContain('So so.');
    expect(mail?.text).toContain('With @kim');
    await house.hurry('notifications:digest');
    expect(await mailsTo(kim)).toHaveLength(1);
  });

  it('hears nothing of a category that is to be silent, and is left alone in quiet hours', async () => {
    const liv = await house.member('liv');
    const { categories } = await liv.json<{ categories: { category: { id: string; slug: string } }[] }>(
      'GET',
      '/notification-preferences',
    );
    const square = categories.find(({ category }) => category.slug === 'square')!.category.id;
    const inner = categories.find(({ category }) => category.slug === 'inner')!.category.id;
    await choose(liv, {
      categories: [
        { id: square, reach: 'none' },
        { id: inner, reach: 'site' },
      ],
    });
    await bo.open('Silent', 'Hello @liv');
    await bo.open('Quiet', 'Hello @liv', 'inner');
    await house.hurry('notifications:mail');
    expect(await mailsTo(liv)).toEqual([]);
    expect((await liv.told()).map(({ topic }) => topic.title)).toEqual(['Quiet']);

    const now = new Date();
    const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
    const quiet = { from: (minute + 1440 - 60) % 1440, until: (minute + 120) % 1440 };
    await choose(liv, { categories: [{ id: square, reach: 'all' }], quiet, zone: 'UTC' });
    await bo.open('At night', 'Hello @liv');
    await house.settled();
    const [{ wait }] = await house.db.query<[{ wait: number }]>(
      `select extract(epoch from max(run_at) - now())::int / 60 as wait from graphile_worker.jobs
       where task_identifier = 'notifications:mail'`,
    );
    expect(wait).toBeGreaterThan(115);
    await house.hurry('notifications:mail');
    await vi.waitFor(async () => expect(await mailsTo(liv)).toHaveLength(1));
  });

  it('is told which choices are none', async () => {
    const refused = async (change: object) =>
      (await bo.send('PUT', '/api/v1/notification-preferences', change)).status;
    expect(await refused({ events: { mention: { site: true, push: true, mail: 'hourly' } } })).toBe(422);
    expect(await refused({ quiet: { from: 1440, until: 0 } })).toBe(422);
    expect(await refused({ zone: 'Mars/Olympus' })).toBe(422);
    expect(await refused({ events: { gossip: { site: true, push: true, mail: 'now' } } })).toBe(422);
    expect((await new Browser(house.server.url).send('GET', '/api/v1/notification-preferences')).status).toBe(
      401,
    );
  });
});
