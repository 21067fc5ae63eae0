import type { Scene } from './authority-world.ts';

/** How things stand, by name. */
export type Effects = Record<string, string>;

/** Everything that a deed could have changed, in words. */
export async function effects({ world, subject, topicId, actor }: Scene): Promise<Effects> {
  const [row] = await world.us.db.query<[Effects]>(
    `select p.html as text,
       case when p.deleted_at is null then '' when p.deleted_by_id = p.author_id then 'deleted' else 'removed' end as deleted,
       t.state, t.pinned_until::text as pinned, c.uri as category, p.reaction_counts::text as counts,
       coalesce((select string_agg(r.actor || r.kind || coalesce(r.reported_by, ''), ' ') from outside_reaction r
         where r.post_id = p.id), '') as votes,
       coalesce((select string_agg(reply.html, ' ') from post reply
         where reply.topic_id = p.topic_id and reply.kind = 'post' and reply.id <> p.id and reply.deleted_at is null), '') as replies,
       (select count(*)::text from flag) as flags,
       (select count(*)::text from ap_block) as blocks,
       (select count(*)::text from ap_undone) as undone,
       (select count(*)::text from ap_follower) as followers,
       (select state from ap_follow where actor = $3) as follow,
       (select display_name || (deleted_at is not null)::text from account where uri = $4) as profile,
       (select moved_to from ap_actor where id = $4) as moved
     from post p join topic t on t.id = p.topic_id join category c on c.id = t.category_id
     where p.uri = $1 and t.id = $2`,
    [subject, topicId, world.group, actor],
  );
  return row;
}

const WORDS: Record<string, (before: string, after: string) => string> = {
  text: (_, after) => (after.includes('said') ? 'said' : 'served'),
  deleted: (_, after) => after || 'back',
  state: (_, after) => (after === 'closed' ? 'locked' : 'unlocked'),
  pinned: (_, after) => (after ? 'pinned' : 'unpinned'),
  category: () => 'recateg.',
  counts: () => '',
  votes: (before, after) =>
    after.length < before.length
      ? 'uncounted'
      : after.includes('against')
        ? 'against'
        : after.includes('/groups/')
          ? 'reported'
          : 'counted',
  replies: (_, after) => (after.includes('said') ? 'said' : 'served'),
  flags: () => 'flagged',
  blocks: (before, after) => (Number(after) > Number(before) ? 'blocked' : 'freed'),
  undone: () => 'parked',
  followers: (before, after) => (Number(after) > Number(before) ? 'followed' : 'parted'),
  follow: (_, after) => after,
  // An account that is new here was only looked up.
  profile: (before, after) => (before === '' ? '' : after.endsWith('true') ? 'emptied' : 'renamed'),
  moved: () => 'moved',
};

/** What changed, in the words of the table. */
export function difference(before: Effects, after: Effects): string {
  const changed = Object.keys(WORDS)
    .filter((name) => before[name] !== after[name])
    .map((name) => WORDS[name]!(before[name] ?? '', after[name] ?? ''))
    .filter((word) => word !== '');
  return changed.join(' and ') || '.';
}
