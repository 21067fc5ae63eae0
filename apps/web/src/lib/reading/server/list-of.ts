import { TopicListName, TopPeriod } from '@app/contract';

/** Which list an address asks for; the latest, where it asks for none that there is. */
export function listOf(url: URL): { f: TopicListName; period: TopPeriod } {
  return {
    f: TopicListName.catch('latest').parse(url.searchParams.get('f')),
    period: TopPeriod.catch('week').parse(url.searchParams.get('period')),
  };
}
