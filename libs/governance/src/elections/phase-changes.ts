import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { GovTelling } from '../events/gov-telling.ts';
import { ConductedPhases } from './conducted-phases.ts';
import { ElectionClock } from './election-clock.ts';
import { Election } from './election.entity.ts';
import type { Step } from './phase.rules.ts';
import { stateByClock } from './states.rules.ts';

/** Moves an election on, says so in its topic and in the log, and tells those who listen: one transaction, the caller's. */
@Injectable()
export class PhaseChanges {
  constructor(
    private readonly clock: ElectionClock,
    private readonly telling: GovTelling,
    private readonly conducted: ConductedPhases,
  ) {}

  /** Says that an election has begun, with its terms, to the log and to those who listen. */
  async opened(
    tx: EntityManager,
    id: string,
    { byId, at, payload }: { byId: string; at: Date; payload: Record<string, unknown> },
  ): Promise<void> {
    await this.telling.tell(
      tx,
      { topicId: id, type: 'election.nominations', actorId: byId, at, payload },
      null,
    );
    await this.telling.opened(tx, id);
  }

  async apply(
    tx: EntityManager,
    election: Election,
    step: Extract<Step, { to: unknown }>,
    raw: string,
  ): Promise<void> {
    if (election.procedure === 'officers') return this.conducted.apply(tx, election, { step, raw });
    const { id } = election;
    const { to, voidReason } = step;
    const state = stateByClock(to);
    await tx.update(Election, { id }, { phase: to, state, voidReason });
    const at = await this.clock.now(tx);
    const payload = { state, ...(voidReason === null ? {} : { reason: voidReason }) };
    await this.telling.tell(tx, { topicId: id, type: `election.${state}`, actorId: null, at, payload }, raw);
    await this.telling.changed(tx, id);
  }
}
