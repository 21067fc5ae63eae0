import { Injectable } from '@nestjs/common';
import type { Rule } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { IsNull } from 'typeorm';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import { GovTelling } from '../events/gov-telling.ts';
import { ElectionDoor, officersOnly, onlyIn } from '../officers/officers.ts';
import { Challenge } from './challenge.entity.ts';

/** Objections to a provisional result; each is answered before the result is certified. */
@Injectable()
export class ChallengesService {
  constructor(
    private readonly door: ElectionDoor,
    private readonly telling: GovTelling,
  ) {}

  /** @throws ProblemError `not-at-this-stage`, `too-late` after the window */
  async raise(viewer: Viewer, electionId: string, text: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, { election, accountId: byId, now: at }) => {
      onlyIn(election, ['challenged']);
      const { challengeEndsAt } = await tx.findOneByOrFail(ElectionProcess, { electionId });
      if (challengeEndsAt !== null && at >= challengeEndsAt) throw new ProblemError('too-late');
      await tx.insert(Challenge, { electionId, byId, text, at });
      const line = { topicId: electionId, type: 'challenge.raised', actorId: byId, at, payload: {} };
      await this.telling.tell(tx, line, `**The result is challenged.**\n\n${quoted(text)}`);
    });
  }

  /** @throws ProblemError `officers-only`, `not-found` for one that is ruled on already */
  async rule(
    viewer: Viewer,
    { electionId, id }: { electionId: string; id: string },
    rule: Rule,
  ): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, { election, accountId: byId, now: at }) => {
      onlyIn(election, ['challenged']);
      await officersOnly(tx, { electionId, accountId: byId }, ['appeals-body', 'scrutineer']);
      const { ruling, reason } = rule;
      const open = { id, electionId, ruling: IsNull() };
      const { affected } = await tx.update(Challenge, open, {
        ruling,
        rulingReason: reason,
        ruledById: byId,
      });
      if (affected === 0) throw new ProblemError('not-found');
      const payload = { challenge: id, ruling };
      const line = { topicId: electionId, type: 'challenge.ruled', actorId: byId, at, payload };
      await this.telling.tell(tx, line, `**A challenge was ${ruling}.**\n\n${quoted(reason)}`);
    });
  }
}

function quoted(text: string): string {
  return `> ${text.replaceAll('\n', '\n> ')}`;
}
