export type RoomSubject = { kind: 'latest' } | { kind: 'category' | 'topic' | 'account'; id: string };

/** What a room is about, by its name, which the contract has found well-formed. An election is its topic. */
export function subjectOf(room: string): RoomSubject {
  const [prefix, id] = room.split(':');
  if (id === undefined) return { kind: 'latest' };
  if (prefix === 'u') return { kind: 'account', id };
  return { kind: prefix === 'cat' ? 'category' : 'topic', id };
}
