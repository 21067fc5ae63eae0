import type { PublicPoll } from '@app/forum';
import type { LocalAddresses } from '../addresses/local-addresses.ts';
import { escapeHtml, unescapeHtml } from '../mapping/words.rules.ts';
import { CONTEXT, PUBLIC } from './context.rules.ts';

/** A post of ours with everything that other servers have to know of it; all ids are already theirs. */
export interface WirePost {
  id: string;
  postId: string;
  uuid: string;
  isLocal: boolean;
  number: number;
  version: number;
  author: string;
  /** The Group, here or elsewhere, in which the topic stands. */
  group: string;
  groupIsLocal: boolean;
  /** It is no Group but the person whose thread it is. */
  groupIsPerson: boolean;
  context: string | null;
  title: string;
  page: string;
  raw: string;
  html: string;
  /** The beginning of the text, without markup. */
  excerpt: string;
  publishedAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  /** Who deleted it, when that was not its author. */
  removedBy: string | null;
  parent: { id: string; author: string; mention: string | null } | null;
  /** People elsewhere whom the text speaks to, by the names that it calls them. */
  mentions: { id: string; name: string }[];
  /** The words that the topic is found by; of a first post only. */
  hashtags: string[];
  /** What it asks people everywhere. */
  poll: PublicPoll | null;
}

/** Public first posts begin with the category, because Lemmy looks for the community there. */
export function audienceOf(post: WirePost, at: LocalAddresses): { to: string[]; cc: string[] } {
  const followers = at.partOf(post.author, 'followers');
  const mentioned = post.mentions.map(({ id }) => id).filter((id) => id !== post.parent?.author);
  const cc = post.parent
    ? [post.parent.author, ...mentioned, followers]
    : [...mentioned, followers, ...(post.groupIsLocal ? [at.partOf(post.group, 'followers')] : [])];
  return { to: [post.group, PUBLIC], cc: cc.filter((id) => id !== post.author) };
}

/** The category, to those who know what that is. */
export function audienceIn({ group, groupIsPerson }: WirePost): { audience?: string } {
  return groupIsPerson ? {} : { audience: group };
}

/** The Article of a first post, the Note of a reply, or the Question of either that asks people everywhere. */
export function postObject(post: WirePost, at: LocalAddresses): object {
  const { to, cc } = audienceOf(post, at);
  const content = absolute(post.html, at.origin);
  const pictures = imagesIn(content);
  return {
    '@context': CONTEXT,
    id: post.id,
    type: typeOf(post),
    attributedTo: post.author,
    ...(post.parent ? { inReplyTo: post.parent.id } : { name: post.title }),
    ...(post.context === null ? {} : { context: post.context }),
    ...audienceIn(post),
    content,
    mediaType: 'text/html',
    source: { content: post.raw, mediaType: 'text/markdown' },
    ...(post.parent || post.poll ? {} : beginning(post, content)),
    ...(post.poll ? asked(post.poll) : {}),
    url: post.page,
    published: post.publishedAt.toISOString(),
    ...(post.editedAt ? { updated: post.editedAt.toISOString() } : {}),
    sensitive: false,
    to,
    cc,
    tag: [...hashtags(post, at), ...mentions(post)],
    ...(pictures[0] === undefined || post.parent ? {} : { image: pictures[0] }),
    attachment: pictures,
    replies: `${post.id}/replies`,
  };
}

function typeOf({ poll, parent }: WirePost): 'Article' | 'Note' | 'Question' {
  if (poll) return 'Question';
  return parent ? 'Note' : 'Article';
}

/** What can be chosen, and how it stands as far as anybody may know (Mastodon). */
function asked({ kind, options, voters, closesAt, closed }: PublicPoll): object {
  const choices = options.map(({ label, votes }) => ({
    type: 'Note',
    name: label,
    ...(votes === null ? {} : { replies: { type: 'Collection', totalItems: votes } }),
  }));
  return {
    [kind === 'single' ? 'oneOf' : 'anyOf']: choices,
    ...(voters === null ? {} : { votersCount: voters }),
    endTime: closesAt.toISOString(),
    ...(closed ? { closed: closesAt.toISOString() } : {}),
  };
}

/** What stands under the id of a deleted post: the id is not reused, the text is gone. */
export function tombstone(post: WirePost): object {
  return {
    '@context': CONTEXT,
    id: post.id,
    type: 'Tombstone',
    formerType: typeOf(post),
    published: post.publishedAt.toISOString(),
    ...(post.deletedAt ? { deleted: post.deletedAt.toISOString() } : {}),
    ...(post.context === null ? {} : { context: post.context }),
    ...audienceIn(post),
  };
}

/** Readers that show an Article as a link show this beside it. */
function beginning(post: WirePost, content: string): object {
  const { author: attributedTo, publishedAt } = post;
  return {
    summary: `<p>${escapeHtml(post.excerpt)}</p>`,
    preview: { type: 'Note', attributedTo, content, published: publishedAt.toISOString() },
  };
}

/** Mastodon notifies only those whom a Mention names. */
function mentions({ parent, author, mentions: named }: WirePost): object[] {
  const all = new Map(named.map(({ id, name }) => [id, name]));
  if (parent?.mention) all.set(parent.author, parent.mention);
  all.delete(author);
  return Array.from(all, ([href, name]) => ({ type: 'Mention', href, name }));
}

function hashtags({ hashtags: names }: WirePost, at: LocalAddresses): object[] {
  return names.map((name) => ({
    type: 'Hashtag',
    href: `${at.origin}/tags/${encodeURIComponent(name)}`,
    name: `#${name.replaceAll('-', '_')}`,
  }));
}

/** The pictures of a text, with the words that stand for them: others show them beside it. */
function imagesIn(html: string): object[] {
  return Array.from(html.matchAll(/<img\b[^>]*>/g), ([tag]) => {
    const value = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
    const [url, width, height] = [value('src') ?? '', value('width'), value('height')];
    return {
      type: 'Image',
      url: unescapeHtml(url),
      name: unescapeHtml(value('alt') ?? ''),
      ...(width && height ? { width: Number(width), height: Number(height) } : {}),
    };
  })
    .filter(({ url }) => /^https?:/.test(url))
    .slice(0, 16);
}

/** Links within the site lead nowhere on another one. */
function absolute(html: string, origin: string): string {
  return html.replaceAll(/(href|src)="\//g, `$1="${origin}/`);
}
