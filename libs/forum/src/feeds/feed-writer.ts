import { Injectable } from '@nestjs/common';
import { Config, SiteSettings } from '@app/platform';
import { Feed } from 'feed';

/** One thing in a feed; addresses begin at the site's root. */
export interface Entry {
  id: string;
  link: string;
  title: string;
  author: string;
  html: string;
  at: string;
}

/** Makes feeds that lead back to this site. */
@Injectable()
export class FeedWriter {
  constructor(
    private readonly config: Config,
    private readonly settings: SiteSettings,
  ) {}

  /** @param path of the page that shows the same */
  async write(title: string, path: string, entries: Entry[]): Promise<Feed> {
    const { publicUrl } = this.config;
    const { name } = await this.settings.read();
    const feed = new Feed({
      id: publicUrl + path,
      link: publicUrl + path,
      title: `${title} · ${name}`,
      generator: 'Folkmoot',
      ...(entries[0] ? { updated: new Date(entries[0].at) } : {}),
    });
    for (const { id, link, html, at, author, title: entry } of entries) {
      feed.addItem({
        id: publicUrl + id,
        link: publicUrl + link,
        title: entry,
        author: [{ name: author }],
        // A reader shows it outside of this site, where addresses need their host.
        content: html.replaceAll(/(href|src)="\//g, `$1="${publicUrl}/`),
        date: new Date(at),
      });
    }
    return feed;
  }
}
