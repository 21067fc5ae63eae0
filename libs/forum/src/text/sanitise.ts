import sanitizeHtml from 'sanitize-html';

const TAGS = words(`
  p br hr a em strong b i u s del ins sub sup code pre blockquote ul ol li h3 h4 h5 h6
  table thead tbody tr th td ruby rt rp span details summary section`);

/** Elements whose content is not text for readers. */
const WITHOUT_TEXT = words(`
  script style template noscript textarea option title svg iframe object noembed noframes xmp plaintext`);

const LINK_CLASSES = ['mention', 'hashtag', 'u-url'];

/** Remote posts may link to what has an address of its own; ours may also link within the site. */
const REMOTE_LINK = /^(?:https?:\/\/|mailto:)/i;
const LOCAL_LINK = /^(?:https?:\/\/|mailto:|\/(?![/\\])|#fn(?:ref)?-[0-9a-f]{8}-)/i;

/** Where footnotes lead to and come from; the renderer makes these, nobody writes them. */
const FOOTNOTE_ID = /^fn(?:ref)?-[0-9a-f]{8}-\d{1,4}(?::\d{1,4})?$/;

/** Pictures that lie here; all others tell their servers who reads what. */
const OWN_PICTURE = /^\/media\/[0-9a-f-]{36}(?:\/960)?$/;

/** The longest remote text that is kept, in characters. */
const LONGEST_REMOTE = 200_000;

/**
 * Reduces HTML from another server to what a post may hold (federation.md §2.4): no scripts, styles,
 * ids, images or embedded pages; headings below the page's own; links marked as somebody else's.
 */
export function sanitiseRemote(html: string): string {
  return sanitizeHtml(withPlainFormulas(html.slice(0, LONGEST_REMOTE)), optionsFor(REMOTE_LINK));
}

/** A formula is shown as its author wrote it, and not once more as its signs; what is in it is cleaned like the rest. */
function withPlainFormulas(html: string): string {
  return html.replace(
    /<math\b[^>]*>(?:(?!<math\b)[\s\S])*?<\/math>/gi,
    (formula) => /<annotation\b[^>]*>([\s\S]*?)<\/annotation>/i.exec(formula)?.[1] ?? formula,
  );
}

/** The pictures within such HTML, which the text itself loses: their addresses and the words that stand for them. */
export function picturesIn(html: string): { url: string; alt: string }[] {
  const found: { url: string; alt: string }[] = [];
  if (!/<img/i.test(html)) return found;
  sanitizeHtml(html.slice(0, LONGEST_REMOTE), {
    allowedTags: ['img'],
    allowedAttributes: { img: ['src', 'alt', 'class'] },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    nestingLimit: 32,
    transformTags: {
      img: (tagName, attribs) => {
        const { src = '', alt = '', class: kind = '' } = attribs;
        // An emoji is a word, not a picture of its own.
        const isOne = /^https?:\/\//i.test(src) && URL.canParse(src) && !/\bemoji\b/.test(kind);
        if (isOne) found.push({ url: src, alt });
        return { tagName, attribs };
      },
    },
  });
  return found;
}

/** The same for what our own Markdown renderer made: a second wall, should the first have a hole. */
export function sanitiseRendered(html: string): string {
  const options = optionsFor(LOCAL_LINK);
  return sanitizeHtml(html, {
    ...options,
    allowedTags: [...TAGS, 'img'],
    allowedAttributes: {
      ...options.allowedAttributes,
      li: ['id'],
      a: ['href', 'rel', 'id'],
      img: ['src', 'alt', 'width', 'height', 'loading'],
    },
    allowedClasses: {
      ...options.allowedClasses,
      a: [...LINK_CLASSES, 'footnote-backref'],
      sup: ['footnote-ref'],
      section: ['footnotes'],
      li: ['footnote-item', 'task'],
      details: ['spoiler'],
      span: [...LINK_CLASSES, 'code-*'],
    },
    exclusiveFilter: ({ tag, attribs }) => tag === 'img' && !OWN_PICTURE.test(attribs['src'] ?? ''),
    transformTags: { ...options.transformTags, li: withFootnoteId },
  });
}

function optionsFor(link: RegExp): sanitizeHtml.IOptions {
  return {
    allowedTags: TAGS,
    nonTextTags: WITHOUT_TEXT,
    allowedAttributes: {
      '*': ['lang', 'dir'],
      a: ['href', 'rel'],
      ol: ['start', 'reversed'],
      table: ['tabindex'],
      pre: ['tabindex'],
    },
    allowedClasses: {
      a: LINK_CLASSES,
      code: ['language-*'],
      span: [...LINK_CLASSES, 'invisible', 'ellipsis', 'h-card'],
    },
    allowedSchemes: ['http', 'https', 'mailto'],
    allowProtocolRelative: false,
    nestingLimit: 32,
    textFilter: closeDirections,
    transformTags: {
      h1: 'h3',
      h2: 'h4',
      h3: 'h5',
      h4: 'h6',
      h5: 'h6',
      // What scrolls sideways on a narrow screen must be reached by the keyboard too.
      table: sanitizeHtml.simpleTransform('table', { tabindex: '0' }),
      pre: sanitizeHtml.simpleTransform('pre', { tabindex: '0' }),
      a: (tagName, { href, ...attribs }) => ({
        tagName,
        attribs: { ...withFootnoteId(tagName, attribs).attribs, ...linkTo(href, link) },
      }),
    },
  };
}

function withFootnoteId(tagName: string, { id, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  return { tagName, attribs: id !== undefined && FOOTNOTE_ID.test(id) ? { ...attribs, id } : attribs };
}

function linkTo(href: string | undefined, allowed: RegExp): sanitizeHtml.Attributes {
  if (href === undefined || !allowed.test(href)) return {};
  return /^[/#]/.test(href) ? { href } : { href, rel: 'nofollow ugc noopener noreferrer' };
}

/** Ends every direction override in the text that began it, so that it cannot turn the rest of the page around. */
function closeDirections(text: string): string {
  let isolates = 0;
  let embeddings = 0;
  for (const mark of text.match(/[\u202a-\u202e\u2066-\u2069]/g) ?? []) {
    if (mark === '\u2069') isolates = Math.max(0, isolates - 1);
    else if (mark >= '\u2066') isolates += 1;
    else if (mark === '\u202c') embeddings = Math.max(0, embeddings - 1);
    else embeddings += 1;
  }
  return text + '\u202c'.repeat(embeddings) + '\u2069'.repeat(isolates);
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
