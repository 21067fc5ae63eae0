import { createHmac, randomBytes } from 'node:crypto';
import type { BallotCredential, BallotManifest } from '@app/contract';
import { memoryPasses } from '../apps/server/test/memory-passes.ts';
import { postBallot } from '../apps/web/src/lib/governance/post-ballot.ts';
import { castBallot, collectBallot } from '../apps/web/src/lib/governance/sealed-ballot.ts';
import type { SiteServer } from './server.ts';

/** A member without a browser, whose ballots are made by the code of the pages. */
export class ApiMember {
  readonly passes = memoryPasses();

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {}

  send(path: string, data: unknown): Promise<Response> {
    return fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: this.cookie, origin: this.url },
      body: JSON.stringify(data),
    });
  }

  /** @returns the receipt code */
  async vote(manifest: BallotManifest, ranking: readonly number[]): Promise<string> {
    await collectBallot(manifest, this.passes, async (request) => {
      const answer = await this.send(`/elections/${manifest.document.electionId}/credentials`, request);
      if (!answer.ok) throw new Error(await answer.text());
      return (await answer.json()) as BallotCredential;
    });
    return castBallot(manifest, this.passes, ranking, (ballot) => postBallot(ballot, `${this.url}/ballots`));
  }
}

/**
 * Makes members who are signed in, straight in the database: signing so many up would take minutes.
 *
 * @param cookie the name of the site's session cookie
 */
export async function manyMembers(
  site: SiteServer,
  { names, group, cookie }: { names: readonly string[]; group: string; cookie: string },
): Promise<ApiMember[]> {
  const [{ secret }] = (await site.query(
    `select value #>> '{}' as secret from site_setting where key = 'auth-secret'`,
  )) as [{ secret: string }];
  const tokens = names.map(() => randomBytes(24).toString('hex'));
  await site.query(
    `with person as (
       select 'many-' || n as id, n, name, tokens.token
       from unnest($1::text[], $2::text[]) with ordinality tokens (name, token, n)
     ), users as (
       insert into auth_user (id, name, email, username, email_verified)
       select id, name, id || '@example.org', id, true from person returning id
     ), sessions as (
       insert into auth_session (id, user_id, token, expires_at)
       select id, id, token, now() + interval '1 day' from person
     ), accounts as (
       insert into account (auth_user_id, handle, display_name, trust)
       select id, id, name, 'trusted' from person returning id
     )
     insert into group_membership (group_id, account_id)
     select g.id, a.id from account_group g, accounts a where g.slug in ('members', $3) `,
    [names, tokens, group],
  );
  return tokens.map((token) => {
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    return new ApiMember(site.url, `${cookie}=${encodeURIComponent(`${token}.${signature}`)}`);
  });
}

/** Does something for each, so many at a time. */
export async function eachOf<One>(
  all: readonly One[],
  atOnce: number,
  act: (one: One, index: number) => Promise<unknown>,
): Promise<void> {
  const waiting = [...all.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await act(next[1], next[0]);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
