import { Inject, Injectable } from '@nestjs/common';
import type { DomainEvent } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { BROADCASTS } from './broadcasts.ts';
import type { Broadcast, RoomEvent } from './room-event.ts';

/** The most changes that one transaction takes from the log. */
export const BATCH = 500;

/** The channel on which web processes hear that rooms have something new. */
export const CHANNEL = 'folkmoot_live';

/** Moves what happened from the change log to the logs of the rooms that it concerns. */
@Injectable()
export class DispatchService {
  constructor(@Inject(BROADCASTS) private readonly broadcasts: readonly Broadcast[]) {}

  /**
   * Takes one batch: each change ends as numbered room events and is gone, or nothing happened.
   * Only the dispatcher may call it, because two at once would show rooms' numbers out of order.
   *
   * @param session the connection that holds the dispatcher's lock
   * @returns how many changes were taken
   */
  async takeBatch(session: EntityManager): Promise<number> {
    return session.transaction(async (tx) => {
      const changes = await this.nextChanges(tx);
      if (changes.length === 0) return 0;

      const events: RoomEvent[] = [];
      const happened = changes.map(({ name, data }) => ({ ...data, name }) as DomainEvent);
      for (const broadcast of this.broadcasts) events.push(...(await broadcast.roomEvents(happened)));
      await this.appendToRooms(tx, events);

      await tx.query(`delete from change where id = any($1)`, [changes.map(({ id }) => id)]);
      // Posting transactions never notify: PostgreSQL lets only one of those commit at a time.
      await tx.query(`select pg_notify($1, '')`, [CHANNEL]);
      return changes.length;
    });
  }

  private nextChanges(tx: EntityManager): Promise<{ id: string; name: string; data: object }[]> {
    // Changes whose elders are still uncommitted wait for them, so that the order is the same for all.
    return tx.query(
      `select id, name, data from change
       where xid < pg_snapshot_xmin(pg_current_snapshot())
       order by xid, id limit $1`,
      [BATCH],
    );
  }

  /** Gives each event the next number of its room. */
  private async appendToRooms(tx: EntityManager, events: readonly RoomEvent[]): Promise<void> {
    if (events.length === 0) return;
    const rows: { room: string; seq: string }[] = await tx.query(
      `insert into room_head as head (room, seq)
       select room, count(*) from unnest($1::text[]) as room group by room
       on conflict (room) do update set seq = head.seq + excluded.seq
       returning room, seq`,
      [events.map(({ room }) => room)],
    );
    const heads = new Map(rows.map(({ room, seq }) => [room, Number(seq)]));
    for (const { room } of events) heads.set(room, (heads.get(room) ?? 0) - 1);
    const numbered = events.map((event) => {
      const seq = (heads.get(event.room) ?? 0) + 1;
      heads.set(event.room, seq);
      return { ...event, seq };
    });
    await tx.query(
      `insert into live_event (room, seq, type, v, data)
       select room, seq, type, v, data
       from rows from (jsonb_to_recordset($1) as (room text, seq bigint, type text, v int, data jsonb))
         with ordinality as event (room, seq, type, v, data, place)
       order by place`,
      [JSON.stringify(numbered)],
    );
  }
}
