import { Injectable } from '@nestjs/common';
import type { AnswerSense } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { SealedVotes } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ProposalSteps } from '../proposals/proposal-steps.ts';
import { SenseAnswer } from './sense-answer.entity.ts';
import { SenseCheck } from './sense-check.entity.ts';
import { boxOf } from './sense-clock.ts';
import { SenseGate } from './sense-gate.ts';

@Injectable()
export class SenseAnswersService {
  constructor(
    private readonly db: DataSource,
    private readonly gate: SenseGate,
    private readonly steps: ProposalSteps,
    private readonly sealed: SealedVotes,
  ) {}

  /**
   * Takes an answer, or another one in its place, until the end.
   *
   * @throws ProblemError a refusal of the policy, `not-found`, `voting-closed`, `invalid-input`
   */
  async answer(viewer: Viewer, senseCheckId: string, answer: AnswerSense): Promise<void> {
    const accountId = signedIn(viewer);
    const named = await this.db.transaction(async (tx) => {
      const check = await this.gate.open(tx, viewer, senseCheckId, answer);
      if (check.anonymous) {
        await this.sealed.put(tx, boxOf(senseCheckId), { voterId: accountId, vote: answer });
        return false;
      }
      await this.keepNamed(tx, check, { accountId, ...answer });
      return true;
    });
    if (named) return;
    // That somebody has answered is kept by a transaction of its own. Broken off before it, the answer lies
    // unnoticed and is given again in the same place.
    await this.db.transaction(async (tx) => {
      await this.gate.open(tx, viewer, senseCheckId, answer);
      await tx.query(
        `insert into sense_answer (sense_check_id, account_id) values ($1, $2) on conflict do nothing`,
        [senseCheckId, accountId],
      );
    });
  }

  private async keepNamed(
    tx: EntityManager,
    { id: senseCheckId, revision }: Pick<SenseCheck, 'id' | 'revision'>,
    answer: AnswerSense & { accountId: string },
  ): Promise<void> {
    await tx.upsert(SenseAnswer, { senseCheckId, ...answer }, ['senseCheckId', 'accountId']);
    await tx.update(SenseCheck, { id: senseCheckId }, { revision: revision + 1 });
    await this.steps.tellListeners(tx, { name: 'sense-check.changed', senseCheckId });
  }
}
