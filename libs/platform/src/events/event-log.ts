import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Jobs } from '../jobs/jobs.ts';
import type { DomainEvent, EventName, EventNamed } from './domain-event.ts';

type Listener = {
  task: string;
  handle: (event: DomainEvent) => Promise<void>;
  onlyOurs: boolean;
};

/** Where rooms say what happened, and where rooms above them say what they do about it. */
@Injectable()
export class EventLog {
  private readonly listeners = new Map<EventName, Listener[]>();

  constructor(private readonly jobs: Jobs) {}

  /**
   * Records an event inside the caller's transaction: one row in the change log, one job for each durable
   * listener. After a rollback neither exists; after a commit both do.
   */
  async append(tx: EntityManager, event: DomainEvent): Promise<void> {
    const { name, ...data } = event;
    await tx.query(`insert into change (name, data) values ($1, $2)`, [name, data]);
    const isRemote = 'isRemote' in event && event.isRemote === true;
    const listening = (this.listeners.get(name) ?? []).filter(({ onlyOurs }) => !(isRemote && onlyOurs));
    const tasks = listening.map(({ task }) => task);
    await this.jobs.addEach(tx, tasks, event);
  }

  /**
   * Has `handle` run for every event of these names, as a job: at least once, retried, in a worker.
   * Call it while the module is being made, in every role.
   *
   * @param listener a stable name, unique in the program; it is part of stored jobs
   * @param onlyOurs what was written on other servers is nothing to it: no job is made of that
   */
  onCommitted<Name extends EventName>(
    listener: string,
    names: readonly Name[],
    handle: (event: EventNamed<Name>) => Promise<void>,
    onlyOurs = false,
  ): void {
    const task = `event:${listener}`;
    const entry: Listener = {
      task,
      handle: (event) => handle(event as unknown as EventNamed<Name>),
      onlyOurs,
    };
    this.jobs.define(task, (payload) => entry.handle(payload as DomainEvent));
    for (const name of names) this.listeners.set(name, [...(this.listeners.get(name) ?? []), entry]);
  }
}
