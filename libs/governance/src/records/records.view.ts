import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { BallotFault, type BallotManifest, type CanonicalValue, canonicalJson } from '@app/contract';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { ZipFile } from 'yazl';
import type { ElectionCount } from '../counts/election-count.entity.ts';
import { recordReadme } from './record-readme.ts';

const ROWS_AT_ONCE = 1000;

type CountedElection = { [Key in keyof ElectionCount]: NonNullable<ElectionCount[Key]> } & {
  document: BallotManifest['document'];
  hash: string;
};

/** The whole record of an election, for everyone who may see it: enough to repeat every step of it at home. */
@Injectable()
export class RecordsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * The record as a ZIP archive, made while it is read.
   *
   * @throws ProblemError `not-found`, `gone`, `no-result-yet`, `no-record`, `too-few-ballots`
   */
  async record(viewer: Viewer, electionId: string): Promise<Readable> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const election = await this.counted(electionId);
    const zip = new ZipFile();
    // One record has one form: the time in it is the close, not the download.
    const options = { mtime: new Date(election.document.votingClosesAt) };
    for (const [name, text] of await this.files(election)) {
      zip.addBuffer(Buffer.from(text), name, options);
    }
    zip.addReadStream(Readable.from(this.log(electionId)), 'log.jsonl', options);
    zip.end();
    return zip.outputStream as Readable;
  }

  private async counted(electionId: string): Promise<CountedElection> {
    const [row]: (CountedElection | (Partial<CountedElection> & { document: { v: number } | null }))[] =
      await this.db.query(
        `select k.election_id as "electionId", k.stored, k.log_root as "logRoot", k.sealing_key as "sealingKey",
           k.lot_seed as "lotSeed", k.lot_order as "lotOrder", k.lot_secrets as "lotSecrets", k.issued, k.issued_by_key as "issuedByKey",
           k.issuance_root as "issuanceRoot", k.faults, k.replaced, k.ballots_blt as "ballotsBlt", k.sheet,
           k.tally_version as "tallyVersion", e.manifest as document, encode(e.manifest_hash, 'hex') as hash
         from election e left join election_count k on k.election_id = e.id where e.id = $1`,
        [electionId],
      );
    if (!row) throw new ProblemError('not-found');
    if (!row.sheet) throw new ProblemError('no-result-yet');
    if (row.document?.v !== 2) throw new ProblemError('no-record');
    const election = row as CountedElection;
    if (election.stored - election.replaced < election.document.minPublish)
      throw new ProblemError('too-few-ballots');
    return election;
  }

  private async files(election: CountedElection): Promise<[name: string, text: string][]> {
    const { document, hash, stored, replaced, faults, sheet, tallyVersion, issued, issuedByKey } = election;
    const { rollSize, units } = document;
    const heads: CanonicalValue[] = await this.db.query(
      `select batch, size, encode(root, 'hex') as root, encode(signature, 'base64') as signature
       from tree_head where election_id = $1 order by batch`,
      [election.electionId],
    );
    const result = {
      elected: sheet.elected.map(({ candidate }) => candidate),
      cast: stored - replaced,
      replaced,
      valid: sheet.validBallots,
      invalid: BallotFault.options.flatMap((fault) => {
        const ballots = faults[fault] ?? 0;
        return ballots > 0 ? [{ fault, ballots }] : [];
      }),
      tallyVersion,
    };
    const json: [string, CanonicalValue][] = [
      ['manifest.json', { hash, document, signatures: [] }],
      ['roll.json', { root: document.rollRoot, size: rollSize, units }],
      [
        'issuance.json',
        {
          issued,
          units,
          auth: { key: issuedByKey, session: issued - issuedByKey },
          root: election.issuanceRoot.toString('hex'),
        },
      ],
      ['sths.json', heads.map(oneLine)],
      ['keys.json', { sealing: election.sealingKey.toString('base64') }],
      ['lot.json', { seed: election.lotSeed, order: election.lotOrder, secrets: election.lotSecrets }],
      ['countsheet-1.json', sheet as unknown as CanonicalValue],
      ['result.json', result],
      ['events.json', await this.events(election.electionId)],
    ];
    return [
      ['README', recordReadme(document, hash)],
      ...json.map(([name, value]): [string, string] => [name, canonicalJson(value)]),
      ['ballots-1.blt', election.ballotsBlt],
    ];
  }

  /** Each line of the log of everything that governs that is about this election, without names. */
  private events(electionId: string): Promise<CanonicalValue[]> {
    return this.db.query(
      `select seq::int as seq, topic_id::text as "topicId", type, actor_id::text as "actorId",
         to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, payload,
         encode(payload_hash, 'hex') as "payloadHash", encode(prev_hash, 'hex') as "prevHash",
         encode(hash, 'hex') as hash
       from gov_event where topic_id = $1 order by seq`,
      [electionId],
    );
  }

  /** The log in its order, a ballot a line. */
  private async *log(electionId: string): AsyncGenerator<string> {
    let after: [batch: number, leaf: Buffer] = [0, Buffer.alloc(0)];
    for (;;) {
      const rows: { batch: number; leaf: Buffer; envelope: string; signature: Buffer }[] =
        await this.db.query(
          `select batch, leaf, envelope, signature from ballot
         where election_id = $1 and (batch, leaf) > ($2, $3) order by batch, leaf limit $4`,
          [electionId, ...after, ROWS_AT_ONCE],
        );
      const last = rows.at(-1);
      if (!last) return;
      after = [last.batch, last.leaf];
      yield rows.map(({ envelope, signature }) => logLine(envelope, signature)).join('');
    }
  }
}

function logLine(envelope: string, signature: Buffer): string {
  return `{"E":${envelope},"sg":"${signature.toString('base64')}"}\n`;
}

/** PostgreSQL breaks base64 into lines. */
function oneLine(head: CanonicalValue): CanonicalValue {
  const { signature, ...rest } = head as { signature: string };
  return { ...rest, signature: signature.replaceAll('\n', '') };
}
