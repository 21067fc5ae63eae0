import { Injectable } from '@nestjs/common';
import type { NewSenseCheck, SenseCheckAddress } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { answerOnce, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ProposalSteps } from '../proposals/proposal-steps.ts';
import { SenseClock } from './sense-clock.ts';
import { SenseCheck } from './sense-check.entity.ts';
import { announceSense } from './sense-check.rules.ts';

@Injectable()
export class SenseChecksService {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly steps: ProposalSteps,
    private readonly clock: SenseClock,
  ) {}

  /**
   * Asks how a topic feels. The same `idempotencyKey` (or `clientId`) again answers the first one's address.
   *
   * @throws ProblemError a refusal of the policy, `invalid-input`, `idempotency-conflict`
   */
  async open(
    viewer: Viewer,
    topicId: string,
    input: NewSenseCheck,
    idempotencyKey?: string,
  ): Promise<SenseCheckAddress> {
    const accountId = signedIn(viewer);
    const key = requestKey(input.clientId, idempotencyKey);
    const { clientId: _, ...request } = input;
    return this.db.transaction((tx) =>
      answerOnce(tx, { accountId, key, request: ['sense-check', topicId, request] }, async () => {
        const refusal = await this.access.whyNotInTopic(viewer, 'ask-sense', topicId);
        if (refusal) throw new ProblemError(refusal);
        return this.insert(tx, { ...request, topicId, authorId: accountId });
      }),
    );
  }

  private async insert(
    tx: EntityManager,
    { topicId, authorId, ...input }: Omit<NewSenseCheck, 'clientId'> & { topicId: string; authorId: string },
  ): Promise<SenseCheckAddress> {
    const openedAt = await this.clock.now(tx);
    const closesAt = new Date(input.closesAt);
    if (closesAt <= openedAt) throw wrong('closesAt', 'This moment has passed');
    const check = await tx.save(tx.create(SenseCheck, { ...input, topicId, authorId, openedAt, closesAt }));
    await this.clock.schedule(tx, check);
    const raw = announceSense.asked(check, closesAt);
    const event = { name: 'sense-check.changed' as const, senseCheckId: check.id };
    await this.steps.tell(tx, check, { byId: authorId, raw, at: openedAt, event });
    return { id: check.id, topicId };
  }
}

function wrong(field: string, message: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer: `/${field}`, code: 'invalid', message }] });
}
