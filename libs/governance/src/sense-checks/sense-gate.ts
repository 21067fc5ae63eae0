import { Injectable } from '@nestjs/common';
import type { AnswerSense } from '@app/contract';
import { AccessView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { SenseCheck } from './sense-check.entity.ts';
import { hasEnded } from './sense-check.rules.ts';
import { SenseClock } from './sense-clock.ts';

/** Where every answer passes. */
@Injectable()
export class SenseGate {
  constructor(
    private readonly access: AccessView,
    private readonly clock: SenseClock,
  ) {}

  /**
   * A question that takes this viewer's answer now, under its lock: the close waits for it or comes first.
   *
   * @throws ProblemError a refusal of the policy, `not-found`, `voting-closed`, `invalid-input`
   */
  async open(
    tx: EntityManager,
    viewer: Viewer,
    id: string,
    { choice }: Pick<AnswerSense, 'choice'>,
  ): Promise<SenseCheck> {
    const check = await tx.findOne(SenseCheck, { where: { id }, lock: { mode: 'for_no_key_update' } });
    if (!check) throw new ProblemError('not-found');
    const refusal = await this.access.whyNotInTopic(viewer, 'vote', check.topicId);
    if (refusal) throw new ProblemError(refusal);
    const now = await this.clock.now(tx);
    if (hasEnded(check, now)) {
      throw new ProblemError('voting-closed', { detail: `It is ${now.toISOString()} here` });
    }
    if (choice > check.options.length) {
      const message = 'There is no such option';
      throw new ProblemError('invalid-input', { errors: [{ pointer: '/choice', code: 'invalid', message }] });
    }
    return check;
  }
}
