const ACTIVITY_TYPES = ['application/activity+json', 'application/ld+json'];

interface Range {
  type: string;
  quality: number;
}

/**
 * Whether an Accept header asks for ActivityStreams rather than for a page: it names one of its types,
 * and does not want HTML more (RFC 9110 §12.5.1).
 */
export function wantsActivity(accept: string | undefined): boolean {
  const ranges = rangesOf(accept);
  const activity = best(ranges, ACTIVITY_TYPES);
  return activity > 0 && activity >= best(ranges, ['text/html', 'application/xhtml+xml']);
}

/** Whether an Accept header asks for a page by name; a bare wildcard does not. */
export function wantsPage(accept: string | undefined): boolean {
  return best(rangesOf(accept), ['text/html', 'application/xhtml+xml']) > 0 && !wantsActivity(accept);
}

function rangesOf(accept = ''): Range[] {
  return accept.split(',').map((part) => {
    const [type = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
    const quality = parameters.find((one) => one.startsWith('q='))?.slice(2);
    return { type, quality: quality === undefined ? 1 : Number(quality) || 0 };
  });
}

function best(ranges: Range[], types: string[]): number {
  return Math.max(0, ...ranges.filter(({ type }) => types.includes(type)).map(({ quality }) => quality));
}
