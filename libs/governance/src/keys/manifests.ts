import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { type BallotManifest, type Candidate, padLengthFor } from '@app/contract';
import { Config } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { manifestHash } from '../ballots/ballot-bytes.ts';
import { BallotBox } from '../ballots/ballot-box.ts';
import { rawPublicKey } from '../ballots/open-ballot.ts';
import { lotCommitments } from '../counts/lot-commitments.ts';
import { Registrars } from '../credentials/registrars.ts';
import type { Election } from '../elections/election.entity.ts';
import { RollEntry } from '../roll/roll-entry.entity.ts';
import { ElectionKeys } from './election-keys.ts';
import { SOFTWARE, VERIFIER_PAGE } from './software.ts';

/** Below this many ballots a published count would tell how single people voted. */
const FEWEST_TO_PUBLISH = 5;

/** Makes what every ballot of an election names: who stands, until when, on which roll, under which keys. */
@Injectable()
export class Manifests {
  constructor(
    private readonly keys: ElectionKeys,
    private readonly box: BallotBox,
    private readonly config: Config,
    private readonly registrars: Registrars,
  ) {}

  /**
   * Makes keys, manifest and ballot box. Files come before rows: if the transaction fails afterwards, the
   * next try finds the same keys, and a box that no row names takes nothing in.
   *
   * @throws ProblemError `registrar-unavailable`
   */
  async make(tx: EntityManager, election: Election, candidates: Candidate[]): Promise<BallotManifest> {
    const { registrar, sealing, log } = await this.keys.make(election.id);
    const [{ slug, title }] = await tx.query<[{ slug: string; title: string }]>(
      `select slug, title from topic where id = $1`,
      [election.id],
    );
    const topicUrl = `${this.config.publicUrl}/e/${election.id}/${slug}`;
    const votingClosesAt = election.votingClosesAt.toISOString();
    const rollRoot = election.rollRoot.toString('hex');
    const leaves = await leavesOf(tx, election.id);
    const roll = { electionId: election.id, topicUrl, votingClosesAt, leaves, rollRoot };
    const document: BallotManifest['document'] = {
      v: 2,
      electionId: election.id,
      topicUrl,
      title,
      seats: election.seats,
      method: election.method,
      candidates: candidates.map(({ number, account }) => ({ number, name: account.name })),
      votingClosesAt,
      rollSize: election.rollSize,
      rollRoot,
      units: election.rollSize,
      registrars: [
        { name: this.config.domain, key: spki(registrar) },
        ...(await this.registrars.enrol(roll)),
      ],
      threshold: this.config.registrarsNeeded,
      logKey: rawPublicKey(log).toString('base64'),
      seal: { mode: 'E0', key: rawPublicKey(sealing).toString('base64') },
      padLength: padLengthFor(candidates.length),
      minPublish: FEWEST_TO_PUBLISH,
      lotCommitments: await lotCommitments(tx, election.id),
      castAt: this.config.ballotOrigin ? `${this.config.ballotOrigin}/ballots` : null,
      software: SOFTWARE,
      verifierSha256: await verifierSha256(),
    };
    const manifest = { hash: manifestHash(document).toString('hex'), document };
    await this.box.open(manifest);
    return manifest;
  }
}

async function leavesOf(tx: EntityManager, electionId: string): Promise<string[]> {
  const entries = await tx.find(RollEntry, {
    select: { leaf: true },
    where: { electionId },
    order: { leaf: 'asc' },
  });
  return entries.map(({ leaf }) => leaf.toString('hex'));
}

function spki(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
}

async function verifierSha256(): Promise<string | null> {
  const page = await readFile(VERIFIER_PAGE).catch(() => null);
  return page && createHash('sha256').update(page).digest('hex');
}
