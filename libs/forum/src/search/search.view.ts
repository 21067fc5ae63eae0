import { Injectable } from '@nestjs/common';
import type { FoundPost, FoundTitle, SearchQuery, SearchResult } from '@app/contract';
import type { Viewer } from '@app/identity';
import { cutPage, type Position, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  FOUND_TITLE_SQL,
  type FoundPostRow,
  foundPostsSql,
  type FoundTitleRow,
  toFoundPost,
  toFoundTitle,
} from './found-rows.ts';
import { matchOf, wordsOf } from './match.ts';
import { type Scope, SearchScopeView } from './scope.view.ts';
import { asksNothing, readQuestion, type SearchQuestion } from './search-query.rules.ts';
import { type Candidate, CandidatesView } from './candidates.view.ts';

/** Rank in millionths or time in microseconds, and the post's id. */
const Keys = z.tuple([z.string().regex(/^\d{1,17}$/), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

const MOST_TITLES = 5;

const NOTHING: SearchResult = {
  items: [],
  next: null,
  prev: null,
  titles: [],
  problems: [],
  widened: false,
  suggestion: null,
  searchedBackTo: null,
};

@Injectable()
export class SearchView {
  constructor(
    private readonly db: DataSource,
    private readonly scopes: SearchScopeView,
    private readonly candidates: CandidatesView,
  ) {}

  /**
   * Posts and topics that answer a question, among those that the viewer may see.
   *
   * @throws ProblemError `invalid-cursor`
   */
  async search(viewer: Viewer, { q, order, cursor, limit }: SearchQuery): Promise<SearchResult> {
    const question = readQuestion(q);
    const list = `search:${viewer.accountId}:${order}:${q}`;
    const position = readCursor(list, cursor, Keys);
    if (asksNothing(question)) return { ...NOTHING, problems: question.problems };
    const scope = await this.scopes.of(viewer, question);
    const problems = [...question.problems, ...scope.problems];
    if (scope.empty) return { ...NOTHING, problems };

    const languages = await this.languages();
    const hasWords = question.words !== '' || question.beginnings.length > 0;
    const ranked = order === 'relevance' && hasWords;
    const ask = (widen: boolean) =>
      question.place === 'title'
        ? Promise.resolve({ rows: [], searchedBackTo: null })
        : this.candidates.read({ question, scope, languages, widen }, { ranked, limit: limit + 1, position });
    let found = await ask(false);
    const titles = position === null ? await this.titles(question, scope, languages) : [];
    const nothing = found.rows.length === 0 && titles.length === 0 && position === null;
    const widened = nothing && mayWiden(question);
    if (widened) found = await ask(true);
    const page = cutPage({ list, rows: found.rows, limit, position: asNext(position), keysOf });
    const items = await this.posts(page.items, { question, widen: widened });
    return {
      items,
      next: page.next,
      prev: null,
      titles,
      problems,
      widened: widened && items.length > 0,
      suggestion: widened ? await this.suggestion(question, scope) : null,
      searchedBackTo: found.searchedBackTo?.toISOString() ?? null,
    };
  }

  private async languages(): Promise<string[]> {
    const rows = await this.db.query<{ language: string }[]>(
      `select language from search_language order by 1`,
    );
    return rows.map(({ language }) => language);
  }

  private async posts(
    rows: readonly Candidate[],
    { question, widen }: { question: SearchQuestion; widen: boolean },
  ): Promise<FoundPost[]> {
    if (rows.length === 0) return [];
    const match = matchOf(question, { first: 2, widen });
    const found = await this.db.query<FoundPostRow[]>(
      foundPostsSql(match?.query('s.language::regconfig') ?? null),
      [rows.map(({ id }) => id), ...(match?.values ?? [])],
    );
    const byId = new Map(found.map((row) => [row.postId, row]));
    return rows.flatMap(({ id }) => {
      const row = byId.get(id);
      return row ? [toFoundPost(row)] : [];
    });
  }

  /** Topics by their titles: by the words, by a part of a word, and nearly so spelt. */
  private async titles(question: SearchQuestion, scope: Scope, languages: string[]): Promise<FoundTitle[]> {
    const narrowed =
      question.by ?? question.topicId ?? question.has[0] ?? question.is.find((is) => is === 'unread');
    const words = wordsOf(question.words).concat(question.beginnings).join(' ');
    if (narrowed || words === '' || question.place === 'first' || question.place === 'bookmarks') return [];
    const match = matchOf(question, { first: 3, widen: false });
    if (!match) return [];
    const states = scope.conditions.filter((condition) => condition.startsWith('t.'));
    const matches = languages.map(
      (name) => `s.tsv @@ ${match.query(`'${name}'`)} and s.language = '${name}'`,
    );
    const rows = await this.db.query<FoundTitleRow[]>(
      `select ${FOUND_TITLE_SQL}
       from topic_search s join topic t on t.id = s.topic_id join category c on c.id = t.category_id
       where s.category_id = any($1::bigint[]) and t.deleted_at is null
         and not exists (select from account o where o.id = t.author_id and not o.indexable)
         and (${[...matches, 's.title %> $2'].map((each) => `(${each})`).join(' or ')})
         ${states.map((state) => `and ${state}`).join(' ')}
         ${question.after ? `and t.created_at >= '${question.after.toISOString()}'` : ''}
         ${question.before ? `and t.created_at < '${question.before.toISOString()}'` : ''}
       order by word_similarity($2, s.title) desc, t.bumped_at desc limit ${MOST_TITLES}`,
      [scope.categoryIds, words, ...match.values],
    );
    return rows.map(toFoundTitle);
  }

  /** The question with words from titles that the viewer may see, for those that were perhaps misspelt. */
  private async suggestion(question: SearchQuestion, scope: Scope): Promise<string | null> {
    let better = question.words;
    for (const word of wordsOf(question.words).slice(0, 6)) {
      const [near] = await this.db.query<{ word: string }[]>(
        `select said.word from (
           select title from topic_search
           where category_id = any($1::bigint[]) and title %> $2
           order by word_similarity($2, title) desc limit 20) near,
           regexp_split_to_table(lower(near.title), '[^[:alnum:]]+') as said (word)
         where similarity(said.word, lower($2)) > 0.4 and said.word <> lower($2)
         order by similarity(said.word, lower($2)) desc, said.word limit 1`,
        [scope.categoryIds, word],
      );
      if (near) better = better.replace(word, near.word);
    }
    return better === question.words ? null : better;
  }
}

function keysOf({ key, id }: Candidate): Keys {
  return [key, id];
}

/** A phrase or a denial was meant as it stands. */
function mayWiden({ words }: SearchQuestion): boolean {
  return words !== '' && !/"|(?:^|\s)-/.test(words);
}

/** A search goes one way: who wants to go back has their browser for it. */
function asNext(position: Position<Keys> | null): Position<Keys> | null {
  return position && { ...position, direction: 'next' };
}
