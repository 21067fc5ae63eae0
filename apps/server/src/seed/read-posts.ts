import type { DemoMember } from './association.ts';
import type { DemoPost } from './demo.ts';
import { type DemoFile, minutesAgo, type Section } from './demo-file.ts';

/** Who wrote a section, and when. */
type Signature = { member: DemoMember; minutesAgo: number };

const postHead = /^(?<what>\d+|edit|delete) (?<signed>@[^|]+?)(?: \| reply (?<reply>\d+))?$/;

/**
 * Reads `@handle 120d 3h 10m ago`.
 * @throws DemoFileError unless a member who had joined by then wrote it in the past
 */
export function readSignature(file: DemoFile, line: number, text: string, members: DemoMember[]): Signature {
  const [, handle, time = ''] = /^@(\S+) (.+)$/.exec(text) ?? [];
  const member = members.find((each) => each.handle === handle);
  if (!member) throw file.error(line, `no member signs with "${text}"`);
  const ago = minutesAgo(time);
  if (ago === undefined || ago < 0) throw file.error(line, `"${time}" is no time in the past`);
  if (ago > member.joinedDaysAgo * 24 * 60) throw file.error(line, `@${handle} had not joined yet`);
  return { member, minutesAgo: ago };
}

/**
 * The posts of a file, with their later edits and deletion.
 * @throws DemoFileError for a wrong number, time, author or reply, an empty text or an unknown kind of section
 */
export function readPosts(file: DemoFile, sections: Section[], members: DemoMember[]): DemoPost[] {
  const posts: DemoPost[] = [];
  for (const section of sections) {
    const { line, head, body } = section;
    const { what, signed, reply } = postHead.exec(head)?.groups ?? {};
    if (!what || !signed) throw file.error(line, `unknown section "${head}"`);
    if (what !== 'delete' && !body) throw file.error(line, 'no text');
    const signature = readSignature(file, line, signed, members);

    if (what === 'edit' || what === 'delete') changeLast(posts, file, section, signature);
    else posts.push(nextPost(posts, file, section, { ...signature, what, reply }));
  }
  if (posts.length === 0) throw file.error(1, 'no posts');
  return posts;
}

function nextPost(
  posts: DemoPost[],
  file: DemoFile,
  { line, body }: Section,
  { member, minutesAgo, what, reply }: Signature & { what: string; reply: string | undefined },
): DemoPost {
  const number = posts.length + 1;
  if (what !== String(number)) throw file.error(line, `this is post ${number}, not ${what}`);
  const previous = posts.at(-1);
  if (previous && minutesAgo >= previous.minutesAgo) throw file.error(line, 'not later than the post before');
  const replyTo = reply === undefined ? null : Number(reply);
  if (replyTo !== null && !posts[replyTo - 1])
    throw file.error(line, `there is no post ${replyTo} to reply to`);
  return { number, author: member.handle, minutesAgo, replyTo, body, edits: [], deletion: null };
}

/** Adds an edit or the deletion to the last post, which is the one it stands below. */
function changeLast(
  posts: DemoPost[],
  file: DemoFile,
  { line, head, body }: Section,
  { member, minutesAgo }: Signature,
): void {
  const post = posts.at(-1);
  if (!post || post.deletion) throw file.error(line, 'no post here that could be changed');
  if (head.includes('|')) throw file.error(line, 'a post keeps what it replies to');
  if (member.handle !== post.author && member.role !== 'staff')
    throw file.error(line, `@${member.handle} may not change a post of @${post.author}`);
  if (minutesAgo >= (post.edits.at(-1) ?? post).minutesAgo)
    throw file.error(line, 'not later than what it changes');

  if (head.startsWith('edit')) post.edits.push({ editor: member.handle, minutesAgo, body });
  else if (body) throw file.error(line, 'a deletion has no text');
  else post.deletion = { by: member.handle, minutesAgo };
}
