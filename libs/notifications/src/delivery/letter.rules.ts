import type { Language } from '@app/contract';

/** A mail before it is laid out: the same words become its text and its HTML. */
export interface Letter {
  language: Language;
  site: string;
  subject: string;
  intro: string;
  sections: LetterSection[];
  /** The whole sentence that says why it came. */
  why: string;
  links: { label: string; url: string }[];
}

export interface LetterSection {
  title: string;
  /** Where in the community: a category's name. */
  place: string;
  what: string;
  entries: { who: string; text: string }[];
  link: { label: string; url: string };
}

/** The letter as plain text, in lines that any reader can show. */
export function letterText({ intro, sections, why, links, site }: Letter): string {
  const parts = sections.map(({ title, place, what, entries, link }) =>
    [
      `${title} (${place})`,
      what,
      ...entries.map(({ who, text }) => `\n${who === '' ? '' : `${who}:\n`}${text}`),
      `\n${link.label}: ${link.url}`,
    ].join('\n'),
  );
  const foot = [why, ...links.map(({ label, url }) => `${label}: ${url}`)].join('\n');
  return `${[intro, ...parts].filter(Boolean).join('\n\n\n')}\n\n-- \n${site}\n${foot}\n`;
}

const STYLE = {
  page: 'margin:0;padding:24px 12px;background:#fbfaf7;color:#1c1b18;font:16px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif',
  sheet:
    'max-width:36rem;margin:0 auto;padding:24px;background:#ffffff;border:1px solid #ddd9cf;border-radius:10px',
  site: 'margin:0 0 16px;color:#5c594f;font-size:14px;font-weight:600',
  intro: 'margin:0 0 20px',
  title: 'margin:0;font-size:20px;line-height:1.35',
  what: 'margin:4px 0 12px;color:#5c594f;font-size:14px',
  entry: 'margin:0 0 12px;padding-left:12px;border-left:3px solid #ddd9cf',
  button:
    'display:inline-block;padding:8px 16px;border-radius:6px;background:#0b5cad;color:#ffffff;font-weight:600;text-decoration:none',
  section: 'margin:0 0 28px',
  foot: 'max-width:36rem;margin:16px auto 0;color:#5c594f;font-size:13px;line-height:1.5',
};

/** The letter as HTML for mail programs: no pictures, no scripts, nothing fetched; styles beside every element. */
export function letterHtml({ language, site, subject, intro, sections, why, links }: Letter): string {
  const body = sections.map(
    ({ title, place, what, entries, link }) =>
      `<div style='${STYLE.section}'><h2 style='${STYLE.title}'><a href="${escaped(link.url)}" style="color:#1c1b18;text-decoration:none">${escaped(title)}</a></h2>
<p style='${STYLE.what}'>${escaped(what)} · ${escaped(place)}</p>
${entries
  .map(
    ({ who, text }) =>
      `<p style='${STYLE.entry}'>${who === '' ? '' : `<strong>${escaped(who)}</strong><br>`}${escaped(text)}</p>`,
  )
  .join('\n')}
<p style="margin:0"><a href="${escaped(link.url)}" style='${STYLE.button}'>${escaped(link.label)}</a></p></div>`,
  );
  const foot = links
    .map(({ label, url }) => `<a href="${escaped(url)}" style="color:#5c594f">${escaped(label)}</a>`)
    .join(' · ');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light"><title>${escaped(subject)}</title></head>
<body style='${STYLE.page}'><div style='${STYLE.sheet}'>
<p style='${STYLE.site}'>${escaped(site)}</p>
${intro === '' ? '' : `<p style='${STYLE.intro}'>${escaped(intro)}</p>`}
${body.join('\n')}
</div><p style='${STYLE.foot}'>${escaped(why)}<br>${foot}</p></body></html>
`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
