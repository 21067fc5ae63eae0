import { keptCopies } from './kept-pages.ts';

const WORDS = {
  en: {
    title: 'You are offline',
    text: 'This page was not kept in this browser. These were, and can be read now:',
    none: 'No page is kept in this browser yet.',
    again: 'Try again',
  },
  sv: {
    title: 'Du är frånkopplad',
    text: 'Den här sidan finns inte sparad i webbläsaren. De här finns, och går att läsa nu:',
    none: 'Ingen sida finns sparad i webbläsaren än.',
    again: 'Försök igen',
  },
};

const STYLE = `:root{color-scheme:light dark}body{margin:0 auto;max-width:40rem;padding:3rem 1rem;
font:1rem/1.6 system-ui,sans-serif;background:light-dark(#fbfaf7,#15171a);color:light-dark(#1c1b18,#e8e6e1)}
h1{font-size:1.5rem;line-height:1.3}a{color:light-dark(#0b5cad,#7db7f5)}li{margin:.5rem 0}ul{padding-left:1.25rem}`;

/** What stands in for a page that is not kept: why, and which are. */
export async function offlinePage(): Promise<Response> {
  const copies = await keptCopies();
  const language = copies[0]?.language === 'sv' ? 'sv' : 'en';
  const words = WORDS[language];
  // Titles come out of kept HTML, where they are escaped already; addresses are our own.
  const list = copies
    .map(({ address, title }) => `<li><a href="${encodeURI(address)}">${title}</a></li>`)
    .join('');
  const html = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title>
<style>${STYLE}</style></head><body><main><h1>${words.title}</h1>
<p>${copies.length > 0 ? words.text : words.none}</p><ul>${list}</ul><p><a href="">${words.again}</a></p></main></body></html>`;
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
