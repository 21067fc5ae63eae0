import { Injectable } from '@nestjs/common';
import type { RoomChanges, JoinRoom, LiveEvent } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { RoomAccessView } from '../access/room-access.view.ts';
import { catchUp, MOST_MISSED } from './catch-up.rules.ts';

/** What rooms were told, for those who were not listening. */
@Injectable()
export class RoomLogView {
  constructor(
    private readonly db: DataSource,
    private readonly access: RoomAccessView,
  ) {}

  /** Everything after `after`, read at one moment with the head of the room. */
  async since({ room, after }: JoinRoom): Promise<RoomChanges> {
    const rows = await this.db.query<(MissedRow & { head: string })[]>(
      `select head.seq as head, missed.seq, missed.type, missed.v, missed.data
       from (select coalesce((select seq from room_head where room = $1), 0) as seq) head
       left join lateral (
         select seq, type, v, data from live_event where room = $1 and seq > $2 order by seq limit $3
       ) missed on true
       order by missed.seq`,
      [room, after, MOST_MISSED + 1],
    );
    const missed = rows
      .filter(({ seq }) => seq !== null)
      .map(({ seq, type, v, data }) => ({ room, seq: Number(seq), type, v, data }) as LiveEvent);
    return catchUp(after, Number(rows[0]?.head ?? 0), missed);
  }

  /**
   * The same over HTTP, where no socket was let in.
   *
   * @throws ProblemError `not-found` for a room that the viewer may not join
   */
  async changesFor(viewer: Viewer, query: JoinRoom): Promise<RoomChanges> {
    if (!(await this.access.mayJoin(viewer, query.room))) throw new ProblemError('not-found');
    return this.since(query);
  }
}

interface MissedRow {
  seq: string | null;
  type: string;
  v: number;
  data: object;
}
