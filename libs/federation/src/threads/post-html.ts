import { Injectable } from '@nestjs/common';
import { sanitiseRemote, textOf } from '@app/forum';
import { RemotePictures } from '@app/media';
import { HostRules } from '../hosts/host-rules.ts';
import type { PostDraft } from '../mapping/post-draft.ts';
import { escapeHtml } from '../mapping/words.rules.ts';

/** The plain text that is kept for search and quotes, in characters. */
const LONGEST_TEXT = 32_000;

const LONGEST_ALT = 1500;
const REL = 'rel="nofollow ugc noopener noreferrer"';

/**
 * How a post of another server is shown here: its words made safe, its pictures from our own address, what
 * its author warns of behind a fold.
 */
@Injectable()
export class PostHtml {
  constructor(
    private readonly pictures: RemotePictures,
    private readonly hosts: HostRules,
  ) {}

  /** @returns the HTML, and the same as plain text for search and quotes */
  async of(draft: PostDraft): Promise<{ html: string; text: string }> {
    const { host } = new URL(draft.id);
    const rule = await this.hosts.ruleOf(host);
    const isShown = rule !== 'media-off' && rule !== 'deny';
    const words = sanitiseRemote(draft.html);
    const body = isShown ? await this.withEmoji(words, draft.emoji, host) : words;
    const pictures = await Promise.all(
      draft.pictures.map(async ({ url, alt }) =>
        isShown
          ? this.picture(url, alt.slice(0, LONGEST_ALT), host)
          : link(url, alt || new URL(url).hostname),
      ),
    );
    const files = draft.files.map(({ url, name }) => link(url, name));
    const all = [body, ...pictures, ...files].join('');
    const html = draft.warning === null ? all : folded(draft.warning, all);
    const alts = draft.pictures.map(({ alt }) => alt).join(' ');
    const text = textOf(`${html} ${escapeHtml(alts)}`, LONGEST_TEXT);
    // A link that stands alone gets a card.
    if (draft.quoted === null || words.includes(escapeHtml(draft.quoted))) return { html, text };
    return { html: html + link(draft.quoted, draft.quoted), text: `${text}\n\n${draft.quoted}` };
  }

  /** Whether search may find a post: as its author wants it, and nothing of a server that staff limited. */
  async mayBeFound({ id, indexable }: PostDraft): Promise<boolean> {
    return indexable && (await this.hosts.ruleOf(new URL(id).host)) !== 'limit';
  }

  private async picture(url: string, alt: string, shownBy: string): Promise<string> {
    const address = await this.pictures.address({ url, shownBy, kind: 'picture' });
    const shown = `<img src="${address}/960" alt="${escapeHtml(alt)}" loading="lazy" />`;
    return `<p><a href="${address}">${shown}</a></p>`;
  }

  private async withEmoji(html: string, emoji: Map<string, string>, shownBy: string): Promise<string> {
    if (emoji.size === 0) return html;
    const made = new Map<string, string>();
    for (const [name, url] of emoji) {
      const address = await this.pictures.address({ url, shownBy, kind: 'emoji' });
      made.set(name, `<img class="emoji" src="${address}" alt="${name}" title="${name}" loading="lazy" />`);
    }
    return html.replace(/<[^>]*>|:\w{1,64}:/g, (one) => made.get(one) ?? one);
  }
}

function link(url: string, name: string): string {
  return `<p><a href="${escapeHtml(url)}" ${REL}>${escapeHtml(name)}</a></p>`;
}

/** A warning without words is worded by the page, in the reader's language. */
function folded(warning: string, html: string): string {
  const isWorded = warning !== '';
  return `<details${isWorded ? '' : ' class="sensitive"'}><summary>${escapeHtml(warning)}</summary>${html}</details>`;
}
