import type { ReadRanges } from '@app/contract';

export interface ReadElsewhere {
  topicId: string;
  ranges: ReadRanges['ranges'];
}

const CHANNEL = 'folkmoot-read';

/** Tells the other tabs of this browser what was read in this one. */
export function tellTabs(read: ReadElsewhere): void {
  if (read.ranges.length === 0) return;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(read);
  channel.close();
}

/** Calls back with what is read in other tabs; answers how to stop. */
export function hearTabs(onRead: (read: ReadElsewhere) => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }) => onRead(data as ReadElsewhere));
  return () => channel.close();
}
