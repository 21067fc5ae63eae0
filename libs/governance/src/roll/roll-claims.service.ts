import { Injectable } from '@nestjs/common';
import type { NewRollClaim, Rule } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { IsNull } from 'typeorm';
import { accountCalled } from '../candidacies/nominations.service.ts';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import { GovTelling } from '../events/gov-telling.ts';
import { ElectionDoor, officersOnly, onlyIn } from '../officers/officers.ts';
import { RollClaim } from './roll-claim.entity.ts';
import { RollKeeping } from './roll-keeping.ts';

const BEFORE_SEALING = ['announced', 'nominations', 'scrutiny', 'campaign'] as const;

/** What people say about a roll before it is sealed, and what officers answer. */
@Injectable()
export class RollClaimsService {
  constructor(
    private readonly door: ElectionDoor,
    private readonly keeping: RollKeeping,
    private readonly telling: GovTelling,
  ) {}

  /** @throws ProblemError `not-at-this-stage` once the election is sealed, `not-found`, `not-allowed` for an objection by somebody who is not on the roll */
  async claim(viewer: Viewer, electionId: string, { kind, handle, text }: NewRollClaim): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, { election, accountId: byId, now: at }) => {
      onlyIn(election, BEFORE_SEALING);
      const accountId = handle ? await accountCalled(tx, handle) : byId;
      const onRoll = await tx.query<unknown[]>(
        `select 1 from roll_entry where election_id = $1 and account_id = $2`,
        [electionId, byId],
      );
      if (kind === 'objection' && onRoll.length === 0) throw new ProblemError('not-on-roll');
      await tx.insert(RollClaim, { electionId, kind, accountId, byId, text, at });
      const line = { topicId: electionId, type: `roll.${kind}`, actorId: byId, at, payload: {} };
      await this.telling.tell(tx, line, null);
    });
  }

  /** An upheld claim puts its member on the roll, an upheld objection takes them off. */
  async rule(
    viewer: Viewer,
    { electionId, id }: { electionId: string; id: string },
    rule: Rule,
  ): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, { election, accountId: byId }) => {
      onlyIn(election, BEFORE_SEALING);
      await officersOnly(tx, { electionId, accountId: byId }, ['returning-officer', 'scrutineer']);
      const claim = await tx.findOneBy(RollClaim, { id, electionId, ruling: IsNull() });
      if (!claim) throw new ProblemError('not-found');
      const { rollFrozenAt } = await tx.findOneByOrFail(ElectionProcess, { electionId });
      // Before the record date the roll is not there to be corrected.
      if (rollFrozenAt === null) throw new ProblemError('too-early');
      const { ruling, reason } = rule;
      await tx.update(RollClaim, { id }, { ruling, rulingReason: reason, ruledById: byId });
      if (ruling === 'rejected') return;
      const on = claim.kind === 'claim';
      await this.keeping.correct(tx, election, { accountId: claim.accountId, on, byId, reason });
    });
  }
}
