import { FirstReference, Text, type Thing } from './wire.ts';

const MAX_ATTACHMENTS = 16;
const MAX_EMOJI = 50;
const PICTURE = /\.(?:avif|gif|jpe?g|png|webp)$/i;

/** A picture that belongs to a post, and the words that stand for it; both as they came. */
export interface WirePicture {
  url: string;
  alt: string;
}

/** What belongs to a post beside its words. */
export interface Attached {
  pictures: WirePicture[];
  /** Anything else: kept as links, so that nothing is lost. */
  files: { url: string; name: string }[];
}

/** Reads attachments, however their servers name the address and the kind; 16 at most. */
export function attachedTo(attachment: Thing[]): Attached {
  const found: Attached = { pictures: [], files: [] };
  for (const one of attachment.slice(0, MAX_ATTACHMENTS)) {
    const url = FirstReference.parse(one['href'] ?? one['url']);
    if (url === null || !/^https?:\/\//.test(url) || !URL.canParse(url)) continue;
    const name = Text.parse(one['name'] ?? one['summary'] ?? null)?.trim() ?? '';
    if (isPicture(one, url)) found.pictures.push({ url, alt: name });
    else found.files.push({ url, name: name || lastPart(url) });
  }
  return found;
}

function isPicture(one: Thing, url: string): boolean {
  const mediaType = Text.parse(one['mediaType'] ?? null);
  if (mediaType !== null) return mediaType.startsWith('image/');
  return one['type'] === 'Image' || (one['type'] !== 'Link' && PICTURE.test(new URL(url).pathname));
}

/** The custom emoji that a post brings along: `:name:` and its picture. They mean nothing outside of it. */
export function emojiOf(tag: Thing[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { type, name, icon } of tag) {
    const url = FirstReference.parse((icon as { url?: unknown } | null | undefined)?.url ?? null);
    if (type !== 'Emoji' || typeof name !== 'string' || url === null || !/^https?:\/\//.test(url)) continue;
    const written = `:${name.replace(/^:|:$/g, '')}:`;
    if (/^:\w{1,64}:$/.test(written) && found.size < MAX_EMOJI) found.set(written, url);
  }
  return found;
}

function lastPart(address: string): string {
  const { hostname, pathname } = new URL(address);
  return pathname.split('/').findLast((part) => part !== '') ?? hostname;
}
