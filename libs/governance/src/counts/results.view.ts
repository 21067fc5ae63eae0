import { Injectable } from '@nestjs/common';
import {
  BallotFault,
  type BallotManifest,
  type ElectionPhase,
  type ElectionResult,
  type StoredBallots,
} from '@app/contract';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { createHash } from 'node:crypto';
import { DataSource } from 'typeorm';
import { receiptCode } from '../ballots/ballot-bytes.ts';
import type { Ballot } from '../ballots/ballot.entity.ts';
import { candidatesOf } from '../candidacies/candidates.ts';
import { castBallot } from './count-ballots.ts';
import { latestOfEach } from './papers.rules.ts';

/** Below this many ballots a published count would tell how single people voted. */
const FEWEST_TO_PUBLISH = 5;

type CountRow = Pick<
  ElectionResult,
  'title' | 'seats' | 'rollSize' | 'collected' | 'logRoot' | 'sealingKey'
> & {
  stored: number;
  replaced: number;
  sheet: NonNullable<ElectionResult['sheet']>;
  faults: Partial<Record<BallotFault, number>>;
  lotSeed: string;
  lotOrder: number[];
  ballotsBlt: string;
  tallyVersion: string;
  document: BallotManifest['document'];
  hash: string;
};

/** What is published after the count, for everyone who may see the election. */
@Injectable()
export class ResultsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** @throws ProblemError `not-found`, `gone`, `no-result-yet` */
  async result(viewer: Viewer, electionId: string): Promise<ElectionResult> {
    const row = await this.row(viewer, electionId);
    const { stored, replaced, sheet, faults, lotSeed, lotOrder, ballotsBlt, document, hash, ...told } = row;
    const candidates = await candidatesOf(this.db, electionId);
    return {
      electionId,
      ...told,
      candidates: candidates.map(({ number, account }) => ({ number, account })),
      elected: sheet.elected.map(({ candidate }) => candidate),
      sheet: isPublishable(row) ? sheet : null,
      cast: stored - replaced,
      replaced,
      valid: sheet.validBallots,
      invalid: BallotFault.options.flatMap((fault) => {
        const ballots = faults[fault] ?? 0;
        return ballots > 0 ? [{ fault, ballots }] : [];
      }),
      lot: { order: lotOrder, seed: lotSeed },
      manifest: { document, hash },
      ballotsSha256: createHash('sha256').update(ballotsBlt).digest('hex'),
    };
  }

  /**
   * All ballots as a BLT file, equal ones together.
   *
   * @throws ProblemError `not-found`, `gone`, `no-result-yet`, `too-few-ballots`
   */
  async ballotFile(viewer: Viewer, electionId: string): Promise<string> {
    const row = await this.row(viewer, electionId);
    if (!isPublishable(row)) throw new ProblemError('too-few-ballots');
    return row.ballotsBlt;
  }

  /**
   * Every stored ballot by its receipt code. The list is whole, so that nobody has to ask for their own.
   *
   * @throws ProblemError `not-found`, `gone`, `no-result-yet`
   */
  async ballots(viewer: Viewer, electionId: string): Promise<StoredBallots> {
    await this.row(viewer, electionId);
    const rows: Pick<Ballot, 'leaf' | 'envelope' | 'signature'>[] = await this.db.query(
      `select leaf, envelope, signature from ballot where election_id = $1 order by leaf`,
      [electionId],
    );
    const cast = rows.map((row) => ({ ...castBallot(row), code: receiptCode(row.leaf) }));
    const counted = new Set(latestOfEach(cast));
    const ballots = cast.map((ballot) => {
      const fate = counted.has(ballot) ? ('counted' as const) : ('replaced' as const);
      return { code: ballot.code, fate };
    });
    return { electionId, ballots: ballots.sort((a, b) => (a.code < b.code ? -1 : 1)) };
  }

  private async row(viewer: Viewer, electionId: string): Promise<CountRow> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const [row]: (CountRow & { phase: ElectionPhase })[] = await this.db.query(
      `select e.phase, t.title, e.seats, e.roll_size as "rollSize",
         (select count(*)::int from roll_entry r where r.election_id = e.id and r.blinded_hash is not null) as collected,
         encode(k.log_root, 'hex') as "logRoot", encode(k.sealing_key, 'base64') as "sealingKey",
         k.stored, k.replaced, k.sheet, k.faults, k.lot_seed as "lotSeed", k.lot_order as "lotOrder",
         k.ballots_blt as "ballotsBlt", k.tally_version as "tallyVersion",
         e.manifest as document, encode(e.manifest_hash, 'hex') as hash
       from election e join topic t on t.id = e.id left join election_count k on k.election_id = e.id
       where e.id = $1`,
      [electionId],
    );
    if (!row) throw new ProblemError('not-found');
    const { phase, ...found } = row;
    if (phase !== 'result') throw new ProblemError('no-result-yet');
    return found;
  }
}

function isPublishable({ stored, replaced }: Pick<CountRow, 'stored' | 'replaced'>): boolean {
  return stored - replaced >= FEWEST_TO_PUBLISH;
}
