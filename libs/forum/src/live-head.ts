import type { DataSource } from 'typeorm';

/**
 * Where a live room stands. A page reads it before its rows: what is written in between then comes
 * twice, once in the rows and once as an event, instead of never.
 */
export async function liveHead(db: DataSource, room: string): Promise<number> {
  const [head] = await db.query<{ seq: string }[]>(`select seq from room_head where room = $1`, [room]);
  return Number(head?.seq ?? 0);
}
