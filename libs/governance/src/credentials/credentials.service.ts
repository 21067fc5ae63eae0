import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BallotCredential, BallotManifest, CollectBallot } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { Election } from '../elections/election.entity.ts';
import { RollEntry } from '../roll/roll-entry.entity.ts';
import { whyNotCollect } from './collect.rules.ts';
import { isRequest } from '../member-keys/member-key-messages.ts';
import { Registrars } from './registrars.ts';

interface OwnSignature {
  signature: Buffer;
  leaf: Buffer;
  document: BallotManifest['document'];
}

@Injectable()
export class CredentialsService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
    private readonly registrars: Registrars,
  ) {}

  /**
   * Hands a member on the roll the one credential that a ballot can be cast with, signed without seeing it, by this
   * server and the other registrars. The same request again gets the same answer.
   *
   * The transaction changes the roll entry and nothing else: whatever else it wrote would carry the time.
   *
   * @throws ProblemError `not-found`, `sign-in-required`, `voting-closed`, `outdated-manifest`, `not-on-roll`,
   *   `ballot-collected`, `wrong-key`, `invalid-input`, `registrar-unavailable`
   */
  async collect(viewer: Viewer, electionId: string, asked: CollectBallot): Promise<BallotCredential> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const accountId = signedIn(viewer);
    const own = await this.db.transaction((tx) => this.signOwn(tx, { electionId, accountId }, asked));

    // Asked once the roll entry is written: a registrar remembers too, so an answer that got lost is given again.
    const leaf = own.leaf.toString('hex');
    const others = own.document.registrars.slice(1).map(({ name }, index) => {
      return this.registrars.sign(name, { electionId, leaf, blinded: asked.blinded[index + 1]! });
    });
    const signatures = [own.signature.toString('base64'), ...(await Promise.all(others))];
    const answered = signatures.filter((signature) => signature !== null);
    if (answered.length < own.document.threshold) throw new ProblemError('registrar-unavailable');
    return { signatures };
  }

  private async signOwn(
    tx: EntityManager,
    entry: { electionId: string; accountId: string },
    { manifest, blinded, signature: signed }: CollectBallot,
  ): Promise<OwnSignature> {
    const requests = blinded.map((text) => Buffer.from(text, 'base64'));
    const blindedHash = createHash('sha256').update(Buffer.concat(requests)).digest();
    const election = await tx.findOneBy(Election, { id: entry.electionId });
    if (!election) throw new ProblemError('not-found');
    // Two tabs collecting at once: the second waits here, then finds the first one's hash.
    const row = await tx.findOne(RollEntry, { where: entry, lock: { mode: 'pessimistic_write' } });
    const now = await this.clock.now(tx);
    const asked = { manifest, blindedHash: blindedHash.toString('hex') };
    const refusal = whyNotCollect(facts(election), standing(row), asked, now);
    if (refusal) throw new ProblemError(refusal);
    const { leaf, blindSignature } = row!;
    const document = election.manifest!;
    if (requests.length !== document.registrars.length) throw new ProblemError('invalid-input');
    const requestSignature = requestSigned(row!, { manifest, blindedHash, signed });
    if (blindSignature) return { signature: blindSignature, leaf, document };

    const signature = await this.registrars.signHere(entry.electionId, requests[0]!);
    await tx.update(RollEntry, entry, { blindedHash, blindSignature: signature, requestSignature });
    return { signature, leaf, document };
  }
}

function facts({ state, phase, nominationsCloseAt, votingClosesAt, manifestHash }: Election) {
  return {
    state,
    phase,
    nominationsCloseAt,
    votingClosesAt,
    manifestHash: manifestHash?.toString('hex') ?? null,
  };
}

function standing(entry: RollEntry | null) {
  return entry && { blindedHash: entry.blindedHash?.toString('hex') ?? null };
}

/**
 * The signature of a request by the key on the roll; null for one that the session alone vouches for.
 *
 * @throws ProblemError `wrong-key` for a signature of another key, or by somebody whose entry has none
 */
function requestSigned(
  { memberKey }: RollEntry,
  { signed, ...request }: { manifest: string; blindedHash: Buffer; signed: string | undefined },
): Buffer | null {
  if (signed === undefined) return null;
  const signature = Buffer.from(signed, 'base64');
  if (!memberKey || !isRequest(memberKey, request, signature)) throw new ProblemError('wrong-key');
  return signature;
}
