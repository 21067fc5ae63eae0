import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  BallotFault,
  type BallotLog,
  type BallotManifest,
  type ClosingProgress,
  type ElectionResult,
  type StoredBallot,
} from '@app/contract';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { receiptCode } from '../ballots/ballot-bytes.ts';
import { candidatesOf } from '../candidacies/candidates.ts';
import type { LotSecrets } from './election-count.entity.ts';
import { codesAsJson } from './stored-codes.ts';

/** For elections whose manifest does not say it. */
const FEWEST_TO_PUBLISH = 5;

type CountRow = Pick<
  ElectionResult,
  'title' | 'seats' | 'rollSize' | 'collected' | 'collectedByKey' | 'logRoot' | 'sealingKey'
> & {
  stored: number;
  replaced: number;
  sheet: NonNullable<ElectionResult['sheet']>;
  faults: Partial<Record<BallotFault, number>>;
  lotSeed: string;
  lotOrder: number[];
  lotSecrets: LotSecrets | null;
  ballotsBlt: string;
  tallyVersion: string;
  document: BallotManifest['document'] | { v: 1 };
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
    const { stored, replaced, sheet, faults, lotSeed, lotOrder, lotSecrets, ...others } = row;
    const { ballotsBlt, document, hash, ...told } = others;
    const candidates = await candidatesOf(this.db, electionId);
    const isPublished = isPublishable(row);
    return {
      electionId,
      ...told,
      candidates: candidates.map(({ number, account }) => ({ number, account })),
      elected: sheet.elected.map(({ candidate }) => candidate),
      sheet: isPublished ? sheet : null,
      cast: stored - replaced,
      replaced,
      valid: sheet.validBallots,
      invalid: BallotFault.options.flatMap((fault) => {
        const ballots = faults[fault] ?? 0;
        return ballots > 0 ? [{ fault, ballots }] : [];
      }),
      lot: {
        order: lotOrder,
        seed: lotSeed,
        secrets: (lotSecrets ?? []).map(({ name, secret }) => ({ name, secret })),
      },
      manifest: document.v === 2 ? { document, hash } : null,
      record: isPublished && document.v === 2,
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
   * Every stored ballot by its receipt code, as JSON text that is made while it is read. The list is whole, so that
   * nobody has to ask for their own.
   *
   * @throws ProblemError `not-found`, `gone`, `no-result-yet`
   */
  async ballots(viewer: Viewer, electionId: string): Promise<Readable> {
    await this.row(viewer, electionId);
    const [{ replaced }]: [{ replaced: Buffer[] }] = await this.db.query(
      `select coalesce(replaced_leaves, '{}') as replaced from election_count where election_id = $1`,
      [electionId],
    );
    const gone = new Set(replaced.map(receiptCode));
    const item = (code: string): StoredBallot => ({ code, fate: gone.has(code) ? 'replaced' : 'counted' });
    return Readable.from(codesAsJson(this.db, { electionId }, { name: 'ballots', item }));
  }

  /**
   * The signed heads of the log, and the codes of all ballots in it; while voting goes on, of whole batches only. JSON
   * text that is made while it is read.
   *
   * @throws ProblemError `not-found`, `gone`
   */
  async log(viewer: Viewer, electionId: string): Promise<Readable> {
    await this.seen(viewer, electionId);
    const heads: BallotLog['heads'] = await this.db.query(
      `select batch, size, encode(root, 'hex') as root, translate(encode(signature, 'base64'), E'\\n', '') as signature
       from tree_head where election_id = $1 order by batch`,
      [electionId],
    );
    const head = { electionId, heads };
    return Readable.from(codesAsJson(this.db, head, { name: 'codes', item: (code) => code }));
  }

  /** How far the closing is; null while there is none. @throws ProblemError `not-found`, `gone` */
  async progress(viewer: Viewer, electionId: string): Promise<ClosingProgress | null> {
    await this.seen(viewer, electionId);
    const [row]: ClosingProgress[] = await this.db.query(
      `select step, done, total from closing_progress where election_id = $1`,
      [electionId],
    );
    return row ?? null;
  }

  private async seen(viewer: Viewer, electionId: string): Promise<void> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const elections = await this.db.query<unknown[]>(`select 1 from election where id = $1`, [electionId]);
    if (elections.length === 0) throw new ProblemError('not-found');
  }

  private async row(viewer: Viewer, electionId: string): Promise<CountRow> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const [row]: (CountRow & { isDeclared: boolean })[] = await this.db.query(
      `select e.phase not in ('voting', 'counting', 'void') and k.sheet is not null as "isDeclared",
         t.title, e.seats, e.roll_size as "rollSize",
         coalesce(k.issued, (select count(*)::int from roll_entry r
           where r.election_id = e.id and r.blinded_hash is not null)) as collected,
         coalesce(k.issued_by_key, 0) as "collectedByKey",
         encode(k.log_root, 'hex') as "logRoot", encode(k.sealing_key, 'base64') as "sealingKey",
         k.stored, k.replaced, k.sheet, k.faults, k.lot_seed as "lotSeed", k.lot_order as "lotOrder",
         k.lot_secrets as "lotSecrets", k.ballots_blt as "ballotsBlt", k.tally_version as "tallyVersion",
         e.manifest as document, encode(e.manifest_hash, 'hex') as hash
       from election e join topic t on t.id = e.id left join election_count k on k.election_id = e.id
       where e.id = $1`,
      [electionId],
    );
    if (!row) throw new ProblemError('not-found');
    const { isDeclared, ...found } = row;
    if (!isDeclared) throw new ProblemError('no-result-yet');
    return found;
  }
}

function isPublishable({ stored, replaced, document }: CountRow): boolean {
  return stored - replaced >= (document.v === 2 ? document.minPublish : FEWEST_TO_PUBLISH);
}
