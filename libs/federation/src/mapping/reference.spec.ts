import { describe, expect, it } from 'vitest';
import { sanitiseRemote, textOf } from '@app/forum';
import { missingReference, referenceFiles, referenceJson, referenceText } from '../testing/reference.ts';
import { innerActivity, parseActivity } from './activity.ts';
import { parseActor } from './actor.ts';
import { parseCollection } from './collection.ts';
import { isTombstone, type PostDraft, postDraft } from './post-draft.ts';
import { readJson } from './wire.ts';

const ADMIN = 'https://nodebb.test/uid/1';
const TESTER = 'https://forum.test/ap/actors/u-tester';
const AGORA = 'https://forum.test/ap/actors/c-agora';
const SECOND = 'Second topic, after a follower';
const B032 = 'https://forum.test/ap/notes/b032df73-f8cc-4884-90bf-7f850fbfd57a';

type Expected = { title?: string; reply?: string; author: string; text: string; category: string };

const topic = (title: string, author: string, text: string, category = 5): Expected => ({
  title,
  author,
  text,
  category: `https://nodebb.test/category/${category}`,
});
const reply = (to: string, author: string, text: string, category = 5): Expected => ({
  reply: to,
  author,
  text,
  category: `https://nodebb.test/category/${category}`,
});
const post = (number: number) => `https://nodebb.test/post/${number}`;

/** Every Article and Note that NodeBB served, sent or took, and what it has to become here. */
const POSTS: Record<string, Expected> = {
  'post-first': topic('First federated topic', ADMIN, 'Hello fediverse! This is the first post.', 1),
  'post-by-ldjson': topic('First federated topic', ADMIN, 'Hello fediverse! This is the first post.', 1),
  'post-reply': reply(post(2), ADMIN, 'A reply to the opening post by admin. (edited)', 1),
  'post-reply-to-reply': reply(post(3), ADMIN, 'A reply to the reply, @bob.', 1),
  'delivered/003-Announce-Article': topic(SECOND, ADMIN, 'This one is delivered to the follower.'),
  'delivered/004-Announce-Create': topic(SECOND, ADMIN, 'This one is delivered to the follower.'),
  'delivered/005-Announce-Create': reply(post(5), ADMIN, 'A reply that is delivered.'),
  'delivered/006-Announce-Update': reply(post(5), ADMIN, 'A reply that is delivered, edited.'),
  'delivered/008-Announce-Note': topic('A topic from the Fedify peer', TESTER, 'Hello NodeBB from Fedify'),
  'delivered/010-Announce-Create': topic('A topic from the Fedify peer', TESTER, 'Hello NodeBB from Fedify'),
  'delivered/015-Announce-Create': reply(post(2), TESTER, 'A remote reply to post 2'),
  'delivered/017-Announce-Update': reply(post(2), TESTER, 'A remote reply to post 2, edited'),
  'delivered/018-Create-Note': reply(B032, ADMIN, 'NodeBB admin answers the remote topic.'),
  'delivered/019-Announce-Create': reply(B032, ADMIN, 'NodeBB admin answers the remote topic.'),
  'delivered/032-Create-Article': topic(
    'Topic by a followed author @tester@forum.test',
    ADMIN,
    'hi @tester@forum.test',
  ),
  'delivered/033-Announce-Article': topic(
    'Topic by a followed author @tester@forum.test',
    ADMIN,
    'hi @tester@forum.test',
  ),
  'delivered/034-Announce-Create': topic(
    'Topic by a followed author @tester@forum.test',
    ADMIN,
    'hi @tester@forum.test',
  ),
  'delivered/203-Create-Article': topic('Poll check with 2.3.8 peer', ADMIN, 'still works?'),
  'delivered/204-Announce-Article': topic('Poll check with 2.3.8 peer', ADMIN, 'still works?'),
  'delivered/205-Announce-Create': topic('Poll check with 2.3.8 peer', ADMIN, 'still works?'),
  'delivered/207-Announce-Create': reply(post(8), TESTER, '2.3.8 reply'),
  'delivered/401-Create-Note': reply(post(9), ADMIN, 'reply 3 while the peer is down'),
  'delivered/402-Announce-Create': reply(post(9), ADMIN, 'reply 3 while the peer is down'),
  'delivered/sent-009-Create': topic('A topic from the Fedify peer', TESTER, 'Hello NodeBB from Fedify'),
  'delivered/sent-011-Create': reply(post(5), TESTER, 'A remote reply to post 5'),
  'delivered/sent-014-Create': reply(post(2), TESTER, 'A remote reply to post 2'),
  'delivered/sent-016-Update': reply(post(2), TESTER, 'A remote reply to post 2, edited'),
  'delivered/sent-103-group-Announce-create': {
    title: 'Agora topic one',
    author: TESTER,
    text: 'First post of agora topic one',
    category: AGORA,
  },
  'delivered/sent-104-group-Announce-create': {
    reply: 'https://forum.test/ap/articles/75db3a44-8fc7-401e-b5b8-3c44ad982f2e',
    author: TESTER,
    text: 'reply 1 announced as Create',
    category: AGORA,
  },
  'delivered/sent-206-Create': reply(post(8), TESTER, '2.3.8 reply'),
};

/** The post in a document, however deep activities wrap it. */
function draftIn(json: unknown): PostDraft | string {
  const direct = postDraft(json);
  const activity = parseActivity(json);
  if (typeof direct !== 'string' || !activity || activity.objects.length === 0) return direct;
  return draftIn(activity.objects[0]);
}

describe.skipIf(missingReference !== '')(`what NodeBB sends${missingReference}`, () => {
  it.each(Object.entries(POSTS))('%s becomes the right post in the right place', (name, expected) => {
    const draft = draftIn(referenceJson(`nodebb/${name}.json`));
    if (typeof draft === 'string') throw new Error(draft);
    expect(draft).toMatchObject({
      author: expected.author,
      title: expected.title ?? null,
      inReplyTo: expected.reply ?? null,
      visibility: 'public',
    });
    expect(draft.addressed[0]).toBe(expected.category);
    const html = sanitiseRemote(draft.html);
    expect(textOf(html)).toContain(expected.text);
    expect(html).not.toMatch(/<script|onerror|<img/);
  });

  it('holds no other public post than these', () => {
    const found = referenceFiles('nodebb').filter((path) => {
      const draft = draftIn(readJson(referenceText(path)));
      return typeof draft !== 'string' && draft.visibility === 'public';
    });
    const others = ['013-Announce-Like', '105-Reject-Like'];
    expect(found.filter((path) => !others.some((name) => path.includes(name)))).toEqual(
      Object.keys(POSTS)
        .map((name) => `nodebb/${name}.json`)
        .toSorted(),
    );
  });

  it('addresses nobody with forged notes: they stay outside', () => {
    for (const name of ['208-Create-Note', '301-Create-Note'])
      expect(draftIn(referenceJson(`nodebb/delivered/${name}.json`))).toMatchObject({ visibility: 'closed' });
  });

  it('describes a category and a member', () => {
    expect(parseActor(referenceJson('nodebb/category-actor.json'))).toMatchObject({
      id: 'https://nodebb.test/category/5',
      type: 'Group',
      handle: 'federated-category',
      name: 'Federated Category',
      inbox: 'https://nodebb.test/category/5/inbox',
      sharedInbox: 'https://nodebb.test/inbox',
      outbox: 'https://nodebb.test/category/5/outbox',
    });
    expect(parseActor(referenceJson('nodebb/user-actor.json'))).toMatchObject({ id: ADMIN, handle: 'admin' });
  });

  it('takes things back in forms that still can be read', () => {
    for (const [name, id] of [
      ['026-Undo-Announce', 'https://nodebb.test/post/2#activity/announce/cid/5'],
      ['027-Undo-Announce', 'https://nodebb.test/post/5#activity/announce/cid/5'],
    ] as const) {
      const undo = parseActivity(referenceJson(`nodebb/delivered/${name}.json`))!;
      expect(undo).toMatchObject({ type: 'Undo', cc: ['https://nodebb.test/category/5/followers'] });
      expect(innerActivity(undo)).toMatchObject({ id, type: 'Announce', objectIds: [] });
    }
    const deletion = parseActivity(referenceJson('nodebb/delivered/029-Announce-Delete.json'))!;
    expect(innerActivity(deletion)).toMatchObject({ type: 'Delete', actor: ADMIN, objectIds: [post(5)] });
    const sent = parseActivity(referenceJson('nodebb/delivered/sent-031-Delete.json'))!;
    expect(isTombstone(sent.objects[0])).toBe(true);
  });

  it('lists threads and outboxes, which are read as ids', () => {
    const reply1555 = 'https://forum.test/ap/notes/1555d770-17b3-4d53-ab9b-5198334df0d8';
    const context = [post(2), post(3), post(4), reply1555];
    expect(parseCollection(referenceJson('nodebb/topic-context.json')).objectIds).toEqual(context);
    expect(parseCollection(referenceJson('nodebb/topic-context-page1.json')).objectIds).toEqual(context);
    expect(parseCollection(referenceJson('nodebb/category-outbox.json')).objectIds).toEqual(
      expect.arrayContaining([B032, post(7), post(8)]),
    );
  });
});

describe.skipIf(missingReference !== '')(`what other software sends${missingReference}`, () => {
  it.each(referenceFiles(''))('%s is read without an exception', (path) => {
    const json = readJson(referenceText(path));
    const activity = parseActivity(json);
    for (const one of [json, ...(activity?.objects ?? [])]) {
      expect(['string', 'object']).toContain(typeof postDraft(one));
      parseActor(one);
      expect(Array.isArray(parseCollection(one).objectIds)).toBe(true);
      expect(typeof isTombstone(one)).toBe('boolean');
    }
    if (activity) innerActivity(activity);
  });

  it('becomes posts of the same words', () => {
    const draft = (path: string) => draftIn(referenceJson(`lemmy-assets/${path}.json`));
    expect(draft('lemmy/objects/page')).toMatchObject({
      title: 'Post title',
      author: 'https://enterprise.lemmy.ml/u/picard',
      addressed: ['https://enterprise.lemmy.ml/c/tenforward'],
    });
    expect(draft('lemmy/objects/comment')).toMatchObject({
      title: null,
      inReplyTo: 'https://enterprise.lemmy.ml/post/55143',
    });
    expect(draft('lemmy/activities/community/announce_create_page')).toMatchObject({
      title: 'post 4',
      html: '<p>post 4</p>',
    });
    expect(draft('discourse/objects/page')).toMatchObject({
      title: 'Our next meeting',
      visibility: 'public',
    });
    expect(draft('mastodon/objects/note_1')).toMatchObject({ visibility: 'quiet', title: null });
    expect(draft('mastodon/activities/private_message')).toMatchObject({ visibility: 'closed' });
    expect(draft('peertube/objects/note')).toMatchObject({ html: '<p>@af2@bae.st idk</p>' });
    expect(draft('wordpress/objects/page')).toMatchObject({
      title: 'An Epic 3D-Printed Fan Expansion for Last Light',
    });
  });
});
