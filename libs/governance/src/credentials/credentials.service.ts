import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BallotCredential, CollectBallot } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { Election } from '../elections/election.entity.ts';
import { ElectionKeys } from '../keys/election-keys.ts';
import { RollEntry } from '../roll/roll-entry.entity.ts';
import { blindSign } from './blind-sign.ts';
import { whyNotCollect } from './collect.rules.ts';

@Injectable()
export class CredentialsService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
    private readonly keys: ElectionKeys,
  ) {}

  /**
   * Hands a member on the roll the one credential that a ballot can be cast with, signed without seeing it.
   * The same request again gets the same answer.
   *
   * The transaction changes the roll entry and nothing else: whatever else it wrote would carry the time.
   *
   * @throws ProblemError `not-found`, `sign-in-required`, `voting-closed`, `outdated-manifest`, `not-on-roll`,
   *   `ballot-collected`, `invalid-input`
   */
  async collect(
    viewer: Viewer,
    electionId: string,
    { manifest, blinded }: CollectBallot,
  ): Promise<BallotCredential> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const accountId = signedIn(viewer);
    const request = Buffer.from(blinded, 'base64');
    const blindedHash = createHash('sha256').update(request).digest();

    const blindSignature = await this.db.transaction(async (tx) => {
      const election = await tx.findOneBy(Election, { id: electionId });
      if (!election) throw new ProblemError('not-found');
      // Two tabs collecting at once: the second waits here, then finds the first one's hash.
      const entry = await tx.findOne(RollEntry, {
        where: { electionId, accountId },
        lock: { mode: 'pessimistic_write' },
      });
      const now = await this.clock.now(tx);
      const asked = { manifest, blindedHash: blindedHash.toString('hex') };
      const refusal = whyNotCollect(facts(election), standing(entry), asked, now);
      if (refusal) throw new ProblemError(refusal);
      return entry?.blindSignature ?? this.sign(tx, { electionId, accountId }, { request, blindedHash });
    });
    return { blindSignature: blindSignature.toString('base64') };
  }

  private async sign(
    tx: EntityManager,
    entry: { electionId: string; accountId: string },
    { request, blindedHash }: { request: Buffer; blindedHash: Buffer },
  ): Promise<Buffer> {
    const { registrar } = await this.keys.read(entry.electionId);
    const blindSignature = blindSign(registrar, request);
    await tx.update(RollEntry, entry, { blindedHash, blindSignature });
    return blindSignature;
  }
}

function facts({ phase, nominationsCloseAt, votingClosesAt, manifestHash }: Election) {
  return { phase, nominationsCloseAt, votingClosesAt, manifestHash: manifestHash?.toString('hex') ?? null };
}

function standing(entry: RollEntry | null) {
  return entry && { blindedHash: entry.blindedHash?.toString('hex') ?? null };
}
