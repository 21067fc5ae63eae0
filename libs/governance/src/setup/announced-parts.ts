import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { canonicalJson, type CanonicalValue, type DraftSteps } from '@app/contract';
import type { EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import type { Election } from '../elections/election.entity.ts';
import { GovTelling } from '../events/gov-telling.ts';
import { RollKeeping } from '../roll/roll-keeping.ts';

/** What begins with an announcement. */
@Injectable()
export class AnnouncedParts {
  constructor(
    private readonly clock: ElectionClock,
    private readonly telling: GovTelling,
    private readonly roll: RollKeeping,
  ) {}

  now(tx: EntityManager): Promise<Date> {
    return this.clock.now(tx);
  }

  /** Names the fixed terms by one hash, tells of the election, and sets the clock. */
  async begin(
    tx: EntityManager,
    election: Election,
    { byId, now, steps }: { byId: string; now: Date; steps: DraftSteps },
  ): Promise<void> {
    const { id } = election;
    const text = canonicalJson(JSON.parse(JSON.stringify(steps)) as CanonicalValue);
    const termsHash = createHash('sha256').update(text).digest('hex');
    const { rerunOfId, recordAt } = await tx.findOneByOrFail(ElectionProcess, { electionId: id });
    const payload = { termsHash, seats: election.seats, ...(rerunOfId && { rerunOf: rerunOfId }) };
    const again =
      rerunOfId === null ? '' : ` It is the re-run of [an election that is void](/e/${rerunOfId}).`;
    const words = `**The election is announced.**${again} Its terms are fixed: \`${termsHash}\``;
    const line = { topicId: id, type: 'election.announce', actorId: byId, at: now, payload };
    await this.telling.tell(tx, line, words);
    if (recordAt <= now) await this.roll.freeze(tx, election);
    if (rerunOfId !== null) {
      const link = { ...line, topicId: rerunOfId, type: 'election.rerun', payload: { rerun: id } };
      await this.telling.tell(tx, link, `**The election is held again:** [its re-run](/e/${id}).`);
    }
    await this.telling.opened(tx, id);
    await this.clock.schedule(tx, election);
    await this.clock.scheduleCourse(tx, id, now);
  }
}
