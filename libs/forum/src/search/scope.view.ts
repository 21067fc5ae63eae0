import { Injectable } from '@nestjs/common';
import { type SearchProblem, TagName } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { findCategory, partIds } from '../categories/find-category.ts';
import { knownTags } from '../tags/known-tags.ts';
import type { SearchQuestion } from './search-query.rules.ts';

/** Where to look: conditions on `post_search s` and `topic t`, with their values from `$1` on. */
export interface Scope {
  conditions: string[];
  values: unknown[];
  /** The conditions that hold for a whole topic, as conditions on `topic t`. */
  categoryIds: string[];
  problems: SearchProblem[];
  /** Somebody or something was named that does not exist: nothing can be found. */
  empty: boolean;
}

const TOPIC_STATES: Record<string, string> = {
  open: `t.state = 'open'`,
  closed: `t.state = 'closed'`,
  election: `t.kind = 'election'`,
  discussion: `t.kind = 'discussion'`,
  unanswered: `t.post_count = 1`,
  voting: `t.deciding = 'voting'`,
  awaiting: `t.deciding = 'awaiting'`,
  decision: 't.decided',
};

/** Not what somebody elsewhere does not want to be found by search. */
const WILLING = `not exists (select from account o where o.id = s.author_id and not o.indexable)
  and not exists (select from post o where o.id = s.post_id and not o.indexable)`;

/** Turns the operators of a question into places to look at, for one viewer. */
@Injectable()
export class SearchScopeView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  async of(viewer: Viewer, question: SearchQuestion): Promise<Scope> {
    const visible = await this.access.visibleCategoryIds(viewer);
    const scope: Scope = { conditions: [], values: [], categoryIds: visible, problems: [], empty: false };
    const add = (condition: (parameter: string) => string, value: unknown) => {
      scope.values.push(value);
      scope.conditions.push(condition(`$${scope.values.length}`));
    };
    await this.narrow(scope, question);
    add((ids) => `s.category_id = any(${ids}::bigint[])`, scope.categoryIds);
    scope.conditions.push(WILLING);
    if (question.by !== null) {
      const authorId = await this.author(viewer, question.by);
      if (authorId === null) this.miss(scope, `by:${question.by}`, 'no-such-member');
      else add((id) => `s.author_id = ${id}`, authorId);
    }
    for (const tag of question.tags) await this.tagged(scope, viewer, tag);
    if (question.topicId !== null) add((id) => `s.topic_id = ${id}`, question.topicId);
    if (question.has.length > 0) add((has) => `s.has @> ${has}::text[]`, question.has);
    if (question.place === 'first') scope.conditions.push('s.number = 1');
    if (question.place === 'bookmarks') {
      if (viewer.accountId === null) this.miss(scope, 'in:bookmarks', 'sign-in');
      add(
        (id) => `exists (select from bookmark where post_id = s.post_id and account_id = ${id})`,
        viewer.accountId,
      );
    }
    for (const is of question.is) {
      const state = TOPIC_STATES[is];
      if (state) scope.conditions.push(state);
      else
        add(
          (id) => `${id}::bigint is not null and not exists (select from topic_reading r
            where r.account_id = ${id} and r.topic_id = s.topic_id and r.read @> s.number)`,
          viewer.accountId,
        );
    }
    return scope;
  }

  /** A category that one may not see is a category that does not exist. */
  private async narrow(scope: Scope, { category }: SearchQuestion): Promise<void> {
    if (category === null) return;
    try {
      const { id } = await findCategory(this.db.manager, category);
      if (scope.categoryIds.includes(id)) {
        const parts = await partIds(this.db, id);
        scope.categoryIds = scope.categoryIds.filter((one) => one === id || parts.includes(one));
        return;
      }
    } catch (cause) {
      if (!(cause instanceof ProblemError)) throw cause;
    }
    this.miss(scope, `category:${category}`, 'no-such-category');
  }

  /** A tag that one may not know of is a tag that does not exist. Its id comes from our own table. */
  private async tagged(scope: Scope, viewer: Viewer, name: string): Promise<void> {
    const readable = TagName.safeParse(name);
    const [tag] = readable.success
      ? await knownTags(this.db, viewer, await this.access.visibleCategoryIds(viewer), readable.data)
      : [];
    if (tag) scope.conditions.push(`t.id in (select topic_id from topic_tag where tag_id = ${tag.id})`);
    else this.miss(scope, `tag:${name}`, 'no-such-tag');
  }

  private async author(viewer: Viewer, name: string): Promise<string | null> {
    if (name.toLowerCase() === 'me') return viewer.accountId;
    const [handle = '', domain = ''] = name.split('@');
    const [account] = await this.db.query<{ id: string }[]>(
      `select id from account where handle = $1 and domain = $2 and deleted_at is null`,
      [handle, domain],
    );
    return account?.id ?? null;
  }

  private miss(scope: Scope, text: string, reason: SearchProblem['reason']): void {
    scope.problems.push({ text, reason });
    scope.empty = true;
  }
}
