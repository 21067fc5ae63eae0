import { Injectable } from '@nestjs/common';
import type { Position } from '@app/platform';
import { DataSource } from 'typeorm';
import { matchOf } from './match.ts';
import type { Scope } from './scope.view.ts';
import type { SearchQuestion } from './search-query.rules.ts';

export interface Candidate {
  id: string;
  /** What it is sorted by: rank in millionths, or time in microseconds. */
  key: string;
}

interface Question {
  question: SearchQuestion;
  scope: Scope;
  languages: string[];
  widen: boolean;
}

interface Cut {
  /** By rank among the newest, or simply the newest first. */
  ranked: boolean;
  limit: number;
  position: Position<[string, string]> | null;
}

/** So many of the newest matches are ranked; older ones are reached by time. */
const MOST_RANKED = 2000;

/** After this time the walk back into the past ends, and says where. */
const PATIENCE_MS = 300;

/** Finds the ids of posts, year by year into the past, within bounds of number and time. */
@Injectable()
export class CandidatesView {
  constructor(private readonly db: DataSource) {}

  async read(asked: Question, cut: Cut): Promise<{ rows: Candidate[]; searchedBackTo: Date | null }> {
    const first = await this.firstYear();
    const begun = performance.now();
    const wanted = cut.ranked ? MOST_RANKED : cut.limit;
    const rows: Candidate[] = [];
    let year = (asked.question.before ?? new Date()).getUTCFullYear() + (asked.question.before ? 0 : 1);
    let searchedBackTo: Date | null = null;
    for (; year >= Math.max(first, asked.question.after?.getUTCFullYear() ?? 0); year -= 1) {
      rows.push(...(await this.year(asked, cut, { year, limit: wanted - rows.length })));
      if (rows.length >= wanted) break;
      if (performance.now() - begun > PATIENCE_MS && year > first) {
        searchedBackTo = new Date(Date.UTC(year, 0));
        break;
      }
    }
    return { rows: cut.ranked ? best(rows, cut) : rows, searchedBackTo };
  }

  private async firstYear(): Promise<number> {
    const [{ year }] = await this.db.query<[{ year: number }]>(
      `select extract(year from min(created_at) at time zone 'utc')::int as year from post_search`,
    );
    return year ?? new Date().getUTCFullYear();
  }

  private year(
    { question, scope, languages, widen }: Question,
    { ranked, position }: Cut,
    { year, limit }: { year: number; limit: number },
  ): Promise<Candidate[]> {
    const values = [...scope.values];
    const conditions = [...scope.conditions];
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const from = latest(new Date(Date.UTC(year, 0)), question.after);
    const to = earliest(new Date(Date.UTC(year + 1, 0)), question.before);
    conditions.push(`s.created_at >= ${parameter(from)}`, `s.created_at < ${parameter(to)}`);
    const match = matchOf(question, { first: values.length + 1, widen });
    values.push(...(match?.values ?? []));
    if (match) {
      const each = languages.map(
        (name) => `(s.language = '${name}' and s.tsv @@ ${match.query(`'${name}'`)})`,
      );
      conditions.push(`(${each.join(' or ') || 'false'})`);
    }
    if (position && !ranked) {
      const [micros, id] = position.keys;
      conditions.push(`(s.created_at, s.post_id) < (timestamptz 'epoch'
        + ${parameter(micros)}::bigint * interval '1 microsecond', ${parameter(id)}::bigint)`);
    }
    const key =
      ranked && match
        ? `(ts_rank(s.tsv, ${match.query('s.language::regconfig')}, 1) * 1000000)::bigint`
        : `(extract(epoch from s.created_at) * 1000000)::bigint`;
    const needsTopic = conditions.some((condition) => condition.startsWith('t.'));
    return this.db.query(
      `select s.post_id as id, (${key})::text as key
       from post_search s ${needsTopic ? 'join topic t on t.id = s.topic_id' : ''}
       where ${conditions.map((condition) => `(${condition})`).join(' and ')}
       order by s.created_at desc, s.post_id desc limit ${limit}`,
      values,
    );
  }
}

/** The best of what was found, after the last one of the page before. */
function best(rows: Candidate[], { limit, position }: Cut): Candidate[] {
  const after = position && { key: position.keys[0], id: position.keys[1] };
  return rows
    .toSorted(byRank)
    .filter((row) => !after || byRank(row, after) > 0)
    .slice(0, limit);
}

function byRank(a: Candidate, b: Candidate): number {
  return Number(BigInt(b.key) - BigInt(a.key)) || Number(BigInt(b.id) - BigInt(a.id));
}

function latest(a: Date, b: Date | null): Date {
  return b && b > a ? b : a;
}

function earliest(a: Date, b: Date | null): Date {
  return b && b < a ? b : a;
}
