import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ElectionCourse } from './course.ts';
import type { Election } from './election.entity.ts';
import type { Step } from './phase.rules.ts';

/** What the closing and the count bring about in an election that officers conduct. */
@Injectable()
export class ConductedPhases {
  constructor(private readonly course: ElectionCourse) {}

  /** @param raw what the topic says about the result */
  async apply(
    tx: EntityManager,
    election: Election,
    { step, raw }: { step: Extract<Step, { to: unknown }>; raw: string },
  ): Promise<void> {
    if (step.to === 'counting') {
      await this.course.advance(tx, election, { event: 'close-voting', actor: 'clock' });
      return;
    }
    await this.course.advance(tx, election, { event: 'open-ballots', actor: 'system' });
    if (step.voidReason !== null) {
      const end = { event: 'void' as const, actor: 'system' as const, voidReason: step.voidReason, raw };
      await this.course.advance(tx, election, end);
      return;
    }
    await this.course.advance(tx, election, { event: 'count', actor: 'system', raw });
    const opened = await this.course.advance(tx, election, { event: 'open-challenges', actor: 'system' });
    if ('refusal' in opened) {
      const raw = `**The election ends without a result:** fewer members voted than the quorum asks for.`;
      await this.course.advance(tx, election, {
        event: 'void',
        actor: 'system',
        voidReason: 'no-quorum',
        raw,
      });
    }
  }
}
