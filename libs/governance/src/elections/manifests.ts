import { createPublicKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type BallotManifest, type Candidate, padLengthFor } from '@app/contract';
import { Config } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { manifestHash } from '../ballots/ballot-bytes.ts';
import { BallotBox } from '../ballots/ballot-box.ts';
import { rawPublicKey } from '../ballots/open-ballot.ts';
import { ElectionKeys } from '../keys/election-keys.ts';
import type { Election } from './election.entity.ts';

/** Makes what every ballot of an election names: who stands, until when, on which roll, under which keys. */
@Injectable()
export class Manifests {
  constructor(
    private readonly keys: ElectionKeys,
    private readonly box: BallotBox,
    private readonly config: Config,
  ) {}

  /**
   * Makes keys, manifest and ballot box. Files come before rows: if the transaction fails afterwards, the
   * next try finds the same keys, and a box that no row names takes nothing in.
   */
  async make(tx: EntityManager, election: Election, candidates: Candidate[]): Promise<BallotManifest> {
    const { registrar, sealing } = await this.keys.make(election.id);
    const [{ slug }] = await tx.query<[{ slug: string }]>(`select slug from topic where id = $1`, [
      election.id,
    ]);
    const document: BallotManifest['document'] = {
      v: 1,
      electionId: election.id,
      topicUrl: `${this.config.publicUrl}/e/${election.id}/${slug}`,
      seats: election.seats,
      method: election.method,
      candidates: candidates.map(({ number, account }) => ({ number, name: account.name })),
      votingClosesAt: election.votingClosesAt.toISOString(),
      rollSize: election.rollSize,
      rollRoot: election.rollRoot.toString('hex'),
      registrar: createPublicKey(registrar).export({ type: 'spki', format: 'der' }).toString('base64'),
      sealingKey: rawPublicKey(sealing).toString('base64'),
      padLength: padLengthFor(candidates.length),
    };
    const manifest = { hash: manifestHash(document).toString('hex'), document };
    await this.box.open(manifest);
    return manifest;
  }
}
