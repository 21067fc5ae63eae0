import { BallotBox, CredentialsService } from '@app/governance';
import type { BallotManifest, CastBallot, BallotReceipt } from '@app/contract';
import type { BallotPass } from '../../web/src/lib/governance/ballot-pass.ts';
import { castBallot, collectBallot } from '../../web/src/lib/governance/sealed-ballot.ts';
import type { ElectionHouse } from './election-house.ts';
import { memoryPasses } from './memory-passes.ts';
import type { VoterKey } from './voter-key.ts';

/** A member who votes with the code of the pages, without the minutes that signing up hundreds would take. */
export class PlainVoter {
  readonly passes = memoryPasses();
  /** With which they ask for their ballot. */
  key: VoterKey | null = null;

  constructor(
    private readonly house: ElectionHouse,
    readonly accountId: string,
    readonly handle: string,
  ) {}

  collect(manifest: BallotManifest): Promise<BallotPass> {
    const viewer = { accountId: this.accountId, role: 'member' as const, groupIds: [] };
    const { electionId } = manifest.document;
    return collectBallot(
      manifest,
      this.passes,
      (request) => this.house.server.app.get(CredentialsService).collect(viewer, electionId, request),
      (digest) => Promise.resolve(this.key?.sign(digest) ?? null),
    );
  }

  /** @returns the receipt code */
  cast(
    manifest: BallotManifest,
    ranking: readonly number[],
    send: (ballot: CastBallot) => Promise<BallotReceipt> = (ballot) =>
      this.house.server.app.get(BallotBox).cast(ballot),
  ): Promise<string> {
    return castBallot(manifest, this.passes, ranking, send);
  }
}

/** Makes so many members at once. */
export async function manyVoters(house: ElectionHouse, count: number): Promise<PlainVoter[]> {
  const rows: { id: string; handle: string }[] = await house.db.query(
    `insert into account (handle, display_name)
     select 'voter' || n, 'Voter ' || n from generate_series(1, $1::int) n returning id, handle`,
    [count],
  );
  await house.db.query(
    `insert into group_membership (group_id, account_id)
     select g.id, a.id from account_group g, account a
     where g.slug = 'members' and a.id = any($1::bigint[]) on conflict do nothing`,
    [rows.map(({ id }) => id)],
  );
  return rows.map(({ id, handle }) => new PlainVoter(house, id, handle));
}
