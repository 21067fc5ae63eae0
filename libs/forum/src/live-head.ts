/**
 * The SQL expression for where a live room stands. A page reads it with its first rows, or before them: what is
 * written in between then comes twice, once in the rows and once as an event, instead of never.
 *
 * @param room an expression for the room's name
 */
export function liveHeadSql(room: string): string {
  return `coalesce((select seq::float8 from room_head where room = ${room}), 0)`;
}
