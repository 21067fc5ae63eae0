import type { Decision } from '@app/contract';
import { Feed } from 'feed';

/**
 * The decision log as a feed that readers can follow.
 *
 * @param site its name and the address that readers use
 */
export function decisionFeed(decisions: readonly Decision[], site: { name: string; url: string }): Feed {
  const link = `${site.url}/decisions`;
  const feed = new Feed({
    id: link,
    link,
    title: `${site.name}: decisions`,
    generator: 'Folkmoot',
    feedLinks: { rss: `${link}.rss`, json: `${link}.feed.json` },
    ...(decisions[0] ? { updated: new Date(decisions[0].decidedAt) } : {}),
  });
  for (const { id, title, outcome, outcomeHtml, excerpt, decidedAt, category } of decisions) {
    feed.addItem({
      id: `${link}/${id}`,
      link: `${link}/${id}`,
      title: `${title} (${outcome})`,
      description: excerpt,
      content: outcomeHtml.replaceAll('href="/', `href="${site.url}/`),
      date: new Date(decidedAt),
      category: [{ name: category.name }],
    });
  }
  return feed;
}
