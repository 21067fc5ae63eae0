import type { NotificationKind, TopicKind } from '@app/contract';

interface Place {
  kind: NotificationKind;
  topic: { id: string; slug: string; kind: TopicKind };
  number: number | null;
}

/** Where something is to be read, below the site's address. */
export function pathTo({ kind, topic, number }: Place): string {
  if (topic.kind === 'election' && kind.startsWith('election-')) {
    const page = {
      'election-result': '/result',
      'election-voting': '/ballot',
      'election-closing': '/ballot',
    };
    return `/e/${topic.id}/${topic.slug}${page[kind as keyof typeof page] ?? ''}`;
  }
  return `/t/${topic.id}/${topic.slug}${number === null ? '' : `/${number}#post-${number}`}`;
}
