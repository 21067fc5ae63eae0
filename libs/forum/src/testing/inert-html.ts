const TAGS = new Set(
  `p br hr a em strong b i u s del ins sub sup code pre blockquote ul ol li h3 h4 h5 h6 table thead tbody tr
   th td ruby rt rp span details summary section img`.split(/\s+/),
);
const ATTRIBUTES = new Set([
  'href',
  'rel',
  'class',
  'lang',
  'dir',
  'start',
  'reversed',
  'id',
  'src',
  'alt',
  'width',
  'height',
  'loading',
  'tabindex',
]);
const TAG = /^<(\/?)([a-z][a-z0-9]*)((?: [a-z]+(?:="[^"<>]*")?)*)(?: \/)?>$/;

/**
 * Reads HTML by a grammar so narrow that every browser reads it alike, and says what does not belong in a
 * post: unknown elements or attributes, links that run something, anything that is not plainly text.
 */
export function whatIsWrongWith(html: string): string[] {
  const wrong: string[] = [];
  const text = html.replace(/<[^<>]*>/g, (tag) => {
    const [, , name = '', attributes = ''] = TAG.exec(tag) ?? [];
    if (!TAGS.has(name)) wrong.push(`element ${tag}`);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/ ([a-z]+)(?:="([^"]*)")?/g)) {
      if (!ATTRIBUTES.has(attribute)) wrong.push(`attribute ${tag}`);
      if (attribute === 'src' && !/^\/media\/[0-9a-f-]{36}\/960$/.test(value)) wrong.push(`picture ${tag}`);
      if (attribute === 'id' && !/^fn(?:ref)?-[0-9a-f]{8}-[\d:]+$/.test(value)) wrong.push(`id ${tag}`);
      if (attribute === 'tabindex' && !/^<(?:table|pre) tabindex="0">$/.test(tag)) wrong.push(`focus ${tag}`);
      if (attribute === 'href' && !leadsSomewhere(value)) wrong.push(`link ${tag}`);
    }
    return '';
  });
  if (/[<>]/.test(text)) wrong.push(`loose bracket in ${text}`);
  return wrong;
}

function leadsSomewhere(escaped: string): boolean {
  const href = escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  const base = 'https://here.example/t/1';
  if (!URL.canParse(href, base)) return true;
  return ['http:', 'https:', 'mailto:'].includes(new URL(href, base).protocol);
}
