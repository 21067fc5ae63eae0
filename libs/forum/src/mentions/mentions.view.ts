import { Injectable } from '@nestjs/common';
import type { AskMentionCost, Mentionable, MentionCost, MentionQuery } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { Config } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { addressedIn } from '../text/mentions.ts';

/** As the notifications room calls them: more names, and larger groups, call nobody. */
const MOST_NAMES = 20;
const LARGEST_GROUP = 200;

/** Groups that the viewer may know of: public ones, and their own. `$1` is the viewer. */
const KNOWN_GROUPS = `select g.id, g.slug, g.name,
    (select count(*)::int from group_membership where group_id = g.id) as members
  from account_group g
  where not g.built_in and (g.visibility = 'public'
    or exists (select from group_membership where group_id = g.id and account_id = $1))`;

@Injectable()
export class MentionsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly config: Config,
  ) {}

  /** Who could be meant by the beginning of a name: first those who take part in the topic, eight at most. */
  async matching(viewer: Viewer, { q, topic }: MentionQuery): Promise<Mentionable[]> {
    const accountId = signedIn(viewer);
    const here =
      topic !== undefined && (await this.access.whyNotSeeTopic(viewer, topic)) === null ? topic : null;
    const prefix = `${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    return this.db.query(
      `(select 'account' as kind, a.handle || case when a.domain = '' then '' else '@' || a.domain end as handle,
          a.display_name as name, a.avatar_url as "avatarUrl", null::int as members
        from account a
        where a.deleted_at is null and a.id <> $1
          and (a.handle::text ilike $2 or a.display_name ilike $2)
          and (a.domain = '' or exists (select from post p where p.topic_id = $3 and p.author_id = a.id))
        order by exists (select from post p where p.topic_id = $3 and p.author_id = a.id) desc, a.handle limit 8)
       union all
       (select 'group', slug::text, name, null, members from (${KNOWN_GROUPS}) known
        where slug::text ilike $2 or name ilike $2 order by slug limit 3)
       limit 8`,
      [accountId, prefix, here],
    );
  }

  /** What naming people in this text will do, so that its writer may think again. */
  async cost(viewer: Viewer, { raw, topic }: AskMentionCost): Promise<MentionCost> {
    const accountId = signedIn(viewer);
    const { names, elsewhere } = addressedIn(raw, this.config.publicUrl);
    const tooMany = names.length > MOST_NAMES;
    const called = names.slice(0, MOST_NAMES);
    const accounts = await this.db.query<{ id: string; handle: string }[]>(
      `select id, handle from account
       where handle = any($1::citext[]) and domain = '' and deleted_at is null and id <> $2`,
      [called, accountId],
    );
    const groups = await this.db.query<{ handle: string; members: number; ids: string[] }[]>(
      `select slug as handle, members,
         array(select account_id::text from group_membership where group_id = known.id and account_id <> $1) as ids
       from (${KNOWN_GROUPS}) known where slug = any($2::citext[])`,
      [accountId, called],
    );
    const reached = groups.filter(({ members }) => members <= LARGEST_GROUP || viewer.role === 'staff');
    const ids = [...new Set([...accounts.map(({ id }) => id), ...reached.flatMap((group) => group.ids)])];
    const seeing =
      topic === undefined || (await this.access.whyNotSeeTopic(viewer, topic)) !== null
        ? new Set(ids)
        : new Set(await this.access.whoMaySeeTopic(topic, ids));
    return {
      people: ids.filter((id) => seeing.has(id)).length,
      groups: groups.map((group) => ({
        handle: group.handle,
        members: group.members,
        tooLarge: !reached.includes(group),
      })),
      elsewhere: await this.elsewhere(elsewhere, topic),
      cannotSee: accounts.filter(({ id }) => !seeing.has(id)).map(({ handle }) => handle),
      tooMany,
    };
  }

  /** Which handles of other servers have been met here, and whether their servers will hear of the topic. */
  private async elsewhere(handles: string[], topicId: string | undefined): Promise<MentionCost['elsewhere']> {
    if (handles.length === 0) return { known: [], unknown: [], told: true };
    const met = await this.db.query<{ handle: string }[]>(
      `select lower(a.handle || '@' || a.domain) as handle
       from unnest($1::citext[], $2::citext[]) named (handle, domain)
         join account a on a.handle = named.handle and a.domain = named.domain
       where a.deleted_at is null`,
      [handles.map((name) => name.split('@')[0]), handles.map((name) => name.split('@')[1])],
    );
    const [place] =
      topicId === undefined
        ? []
        : await this.db.query<{ told: boolean }[]>(
            `select t.kind = 'discussion' and (c.federated or c.domain <> '') as told
             from topic t join category c on c.id = t.category_id where t.id = $1`,
            [topicId],
          );
    const known = new Set(met.map(({ handle }) => handle));
    return {
      known: handles.filter((name) => known.has(name)),
      unknown: handles.filter((name) => !known.has(name)),
      told: place?.told ?? true,
    };
  }
}
