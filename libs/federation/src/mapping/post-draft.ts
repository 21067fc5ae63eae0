import { z } from 'zod';
import { picturesIn, type PollElsewhere, textOf } from '@app/forum';
import { type Attached, attachedTo, emojiOf, type WirePicture } from './attachments.ts';
import { escapeHtml, firstSentence } from './words.rules.ts';
import { readQuestion } from './question.ts';
import { FirstReference, Moment, PUBLIC, References, Text, Things, TypeName } from './wire.ts';

const MAX_PICTURES = 16;
const MAX_TITLE = 200;
const POST_TYPES = new Set(['Article', 'Note', 'Page', 'Question', 'Event', 'Video']);

const WireObject = z.looseObject({
  id: z.string(),
  type: TypeName,
  attributedTo: FirstReference.default(null),
  name: Text.default(null),
  content: Text.default(null),
  contentMap: z.record(z.string(), z.unknown()).nullable().catch(null),
  mediaType: Text.default(null),
  summary: Text.default(null),
  sensitive: z.boolean().catch(false).default(false),
  inReplyTo: FirstReference.default(null),
  context: FirstReference.default(null),
  audience: FirstReference.default(null),
  to: References.default([]),
  cc: References.default([]),
  url: FirstReference.default(null),
  published: Moment.default(null),
  updated: Moment.default(null),
  tag: Things.default([]),
  attachment: Things.default([]),
  searchableBy: References.nullable().default(null),
  quote: FirstReference.default(null),
  quoteUrl: FirstReference.default(null),
  quoteUri: FirstReference.default(null),
  _misskey_quote: FirstReference.default(null),
});
type WireObject = z.infer<typeof WireObject>;

/** What an object of another server says, as a post: nothing checked, nothing sanitised yet. */
export interface PostDraft extends Attached {
  id: string;
  author: string;
  /** Null on a reply, whatever name it carries. */
  title: string | null;
  html: string;
  /** What its author wants to be asked for before it is shown: a content warning, empty where none is worded. */
  warning: string | null;
  /** Custom emoji by what is written for them. */
  emoji: Map<string, string>;
  /** The post that this one quotes, as a link. */
  quoted: string | null;
  inReplyTo: string | null;
  context: string | null;
  url: string | null;
  publishedAt: Date | null;
  changedAt: Date | null;
  /** `quiet` is public but kept out of lists (Mastodon's unlisted). */
  visibility: 'public' | 'quiet' | 'closed';
  /** Whom it calls by their ids. */
  mentions: string[];
  /** What it asks. */
  poll: PollElsewhere | null;
  /** Whether its author lets it be found by search. */
  indexable: boolean;
  /** Where it may be a topic, in order of trust: what it names as audience, then whom it addresses first. */
  addressed: string[];
}

/**
 * Reads a Note, Article or Page.
 *
 * @returns a reason, in words for the inbox record, when it is nothing that can stand in a thread
 */
export function postDraft(json: unknown): PostDraft | string {
  const parsed = WireObject.safeParse(json);
  if (!parsed.success) return 'an object without id or type';
  const object = parsed.data;
  if (!POST_TYPES.has(object.type)) return `a ${object.type || 'thing'} is not a post`;
  if (object.attributedTo === null) return 'a post without an author';
  const body = bodyOf(object);
  if (object.inReplyTo !== null && object.name !== null && body === '') return 'a vote in a poll';
  const attached = attachedTo(object.attachment);
  const pictures = withInline(attached.pictures, body);
  const words =
    body +
    [...pictures.map(({ alt }) => alt), ...attached.files.map(({ name }) => name)].map(paragraph).join('');
  const title = object.inReplyTo === null ? titleOf(object, words) : null;
  const isEmpty = body === '' && pictures.length === 0 && attached.files.length === 0;
  if (isEmpty && title === null) return 'a post without words';
  return {
    id: object.id,
    author: object.attributedTo,
    title,
    html: isEmpty ? paragraph(title ?? '') : body,
    warning: warningOf(object),
    pictures,
    files: attached.files,
    emoji: emojiOf(object.tag),
    quoted: quotedBy(object),
    inReplyTo: object.inReplyTo,
    context: object.context,
    url: object.url,
    publishedAt: object.published,
    changedAt: object.updated ?? object.published,
    visibility: visibilityOf(object),
    addressed: addressees(object),
    mentions: mentionsIn(object),
    poll: readQuestion(object),
    indexable: isSearchable(object),
  };
}

/** A vote in a poll, which is a name for an answer and no words (Mastodon); null for anything else. */
export function pollVote(json: unknown): { poll: string; option: string } | null {
  const { data } = WireObject.safeParse(json);
  if (data === undefined || data.inReplyTo === null || data.name === null || bodyOf(data) !== '') return null;
  return { poll: data.inReplyTo, option: data.name };
}

/** @returns whether the document says that what was here was removed */
export function isTombstone(json: unknown): boolean {
  return z.looseObject({ type: TypeName }).safeParse(json).data?.type === 'Tombstone';
}

function bodyOf({ content, contentMap, mediaType }: WireObject): string {
  const text = content ?? Object.values(contentMap ?? {}).find((value) => typeof value === 'string') ?? '';
  const isHtml = mediaType === null || mediaType === 'text/html';
  return isHtml ? text : text === '' ? '' : `<p>${escapeHtml(text).replace(/\n+/g, '<br>')}</p>`;
}

/** An Article's summary is its beginning; any other summary is a content warning (Mastodon). */
function warningOf({ type, summary, sensitive }: WireObject): string | null {
  const words = summary && (type !== 'Article' || sensitive) ? textOf(summary) : '';
  return words !== '' || sensitive ? words : null;
}

/** Pictures within the text come to the others: they are shown from here, or not at all. */
function withInline(attached: WirePicture[], body: string): WirePicture[] {
  const known = new Set(attached.map(({ url }) => url));
  const inline = picturesIn(body).filter(({ url }) => !known.has(url));
  return [...attached, ...inline].slice(0, MAX_PICTURES);
}

/** However its server says which post is quoted (FEP-044f, FEP-e232, Misskey, Fedibird). */
function quotedBy(object: WireObject): string | null {
  const quoted = object.quote ?? object.quoteUrl ?? object._misskey_quote ?? object.quoteUri;
  return quoted !== null && /^https?:\/\//.test(quoted) && URL.canParse(quoted) ? quoted : null;
}

function mentionsIn({ tag }: WireObject): string[] {
  const ids = tag.map(({ type, href }) => (type === 'Mention' && typeof href === 'string' ? href : null));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** Fedibird's `searchableBy`: without it nothing was said about this post. */
function isSearchable({ searchableBy }: WireObject): boolean {
  return searchableBy === null || searchableBy.includes(PUBLIC);
}

function paragraph(text: string): string {
  return text === '' ? '' : `<p>${escapeHtml(text)}</p>`;
}

function titleOf({ name }: WireObject, html: string): string | null {
  const given = name === null ? '' : textOf(escapeHtml(name), MAX_TITLE);
  const title = given || firstSentence(textOf(html, 1000), 100);
  return title === '' ? null : title;
}

/** Discourse addresses its activities only; its objects name their audience and nobody else. */
function visibilityOf({ to, cc, audience }: WireObject): PostDraft['visibility'] {
  const isUnaddressed = to.length === 0 && cc.length === 0 && audience !== null;
  if (to.includes(PUBLIC) || isUnaddressed) return 'public';
  return cc.includes(PUBLIC) ? 'quiet' : 'closed';
}

function addressees({ audience, to }: WireObject): string[] {
  const first = to.find((id) => id !== PUBLIC);
  return [...new Set([audience, first].filter((id) => typeof id === 'string'))];
}
