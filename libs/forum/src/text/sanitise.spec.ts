import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { whatIsWrongWith } from '../testing/inert-html.ts';
import { sanitiseRemote } from './sanitise.ts';
import { textOf } from './text-of.ts';

const REL = 'rel="nofollow ugc noopener noreferrer"';

/** Scraps that mean something to a parser; between bars, because they hold everything else. */
const SCRAPS = `
<p¦<a href="¦<a href=¦<img src=x ¦<svg ¦<math><mtext>¦<table><¦<script¦</script¦<!--¦-->¦
onerror=alert(1)¦ onclick="¦javascript:¦JaVaScRiPt&colon;¦&#x6A;avascript:¦
data:text/html;base64,¦>¦"¦'¦\`¦<style>¦</style>¦<noscript>¦<template>¦<textarea>¦</textarea>¦
<![CDATA[¦]]>¦<title>¦</title>¦\u0000¦ \n ¦/¦<iframe srcdoc="¦<base href="¦<form action="¦
<details ontoggle=¦<xmp>¦&lt;script&gt;¦<option>¦<x:a ¦ class="mention"`
  .split(/¦\n?|^\n/)
  .filter(Boolean);

describe('HTML from another server', () => {
  it.each([
    [
      'keeps text and structure',
      '<p>a <em>b</em></p><ul><li>c</li></ul>',
      '<p>a <em>b</em></p><ul><li>c</li></ul>',
    ],
    ['drops scripts with what is in them', 'a<script>alert(1)</script><style>p{}</style>b', 'ab'],
    ['drops handlers, styles and ids', '<p onclick="x()" style="color:red" id="top">a</p>', '<p>a</p>'],
    [
      'drops pictures and frames',
      '<img src="https://x.example/1.png"><iframe src="https://x.example"></iframe>a',
      'a',
    ],
    ['drops drawings', '<svg><a href="https://x.example"><text>a</text></a></svg>b', 'b'],
    [
      'marks links as somebody else’s',
      '<a href="https://x.example/">a</a>',
      `<a href="https://x.example/" ${REL}>a</a>`,
    ],
    ['keeps mail links', '<a href="mailto:a@x.example">a</a>', `<a href="mailto:a@x.example" ${REL}>a</a>`],
    ['disarms script links', '<a href="javascript:alert(1)">a</a>', '<a>a</a>'],
    ['disarms hidden script links', '<a href=" java\nscript:alert(1)">a</a>', '<a>a</a>'],
    [
      'disarms links that would lead into this site',
      '<a href="/sign-out">a</a><a href="//x.example">b</a>',
      '<a>a</a><a>b</a>',
    ],
    [
      'moves headings below the page’s own',
      '<h1>a</h1><h2>b</h2><h3>c</h3><h6>d</h6>',
      '<h3>a</h3><h4>b</h4><h5>c</h5><h6>d</h6>',
    ],
    [
      'keeps the classes of mentions and hashtags, and no others',
      '<span class="h-card hidden"><a class="u-url mention big" href="https://x.example/@bo">@<span>bo</span></a></span>',
      `<span class="h-card"><a class="u-url mention" href="https://x.example/@bo" ${REL}>@<span>bo</span></a></span>`,
    ],
    [
      'keeps languages and directions',
      '<p lang="ar" dir="rtl" align="left">a</p><p>b</p>',
      '<p lang="ar" dir="rtl">a</p><p>b</p>',
    ],
    [
      'keeps where lists begin',
      '<ol start="3" reversed type="i"><li>a</li></ol>',
      '<ol start="3" reversed><li>a</li></ol>',
    ],
    ['closes what is open', '<p><strong>a', '<p><strong>a</strong></p>'],
    ['keeps folding', '<details><summary>a</summary>b</details>', '<details><summary>a</summary>b</details>'],
  ])('%s', (_, html, clean) => {
    expect(sanitiseRemote(html)).toBe(clean);
  });

  it('keeps each element of the list, and of every other only its text', () => {
    const plain =
      'p em strong b i u s del ins sub sup code blockquote ul li h5 h6 thead tbody tr th td ruby rt rp span details summary';
    for (const name of plain.split(' ')) {
      const shown = name === 'h5' ? 'h6' : name;
      expect(sanitiseRemote(`<${name}>a</${name}>`)).toBe(`<${shown}>a</${shown}>`);
    }
    expect(sanitiseRemote('<table>a</table><pre>b</pre>')).toBe(
      '<table tabindex="0">a</table><pre tabindex="0">b</pre>',
    );
    expect(sanitiseRemote('a<br>b<hr>')).toBe('a<br />b<hr />');
    const none =
      'div font center marquee form input button label fieldset video audio source picture canvas map area';
    for (const name of `${none} main nav header footer dialog slot portal embed applet meta link base`.split(
      ' ',
    ))
      expect(sanitiseRemote(`<${name} class="x" id="y" data-z="1" style="color:red">a</${name}>`)).toMatch(
        /^a?$/,
      );
  });

  it('shows of a formula what its author wrote, and closes every direction that it began', () => {
    const formula =
      '<math><semantics><mrow><mi>x</mi><mo>&lt;</mo></mrow><annotation encoding="application/x-tex">x &lt; 1</annotation></semantics></math>';
    expect(sanitiseRemote(`<p>${formula}</p>`)).toBe('<p>x &lt; 1</p>');
    expect(sanitiseRemote('<math><annotation><img src=x onerror=alert(1)></annotation></math>')).toBe('');
    expect(sanitiseRemote('<p>\u202eabc</p><p>\u2067d</p>')).toBe(
      '<p>\u202eabc\u202c</p><p>\u2067d\u2069</p>',
    );
  });

  it('is cut in depth and length', () => {
    const deep = sanitiseRemote('<blockquote>'.repeat(5000) + 'a');
    expect(deep.match(/<blockquote>/g)?.length).toBeLessThanOrEqual(32);
    expect(sanitiseRemote('a'.repeat(300_000)).length).toBeLessThanOrEqual(200_000);
  });

  it('never holds anything that runs', () => {
    const piece = fc.constantFrom(...SCRAPS);
    const html = fc
      .array(fc.oneof({ weight: 4, arbitrary: piece }, fc.string()))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(html, (remote) => {
        const clean = sanitiseRemote(remote);
        expect(whatIsWrongWith(clean)).toEqual([]);
        expect(whatIsWrongWith(sanitiseRemote(clean))).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });
});

describe('the text of HTML', () => {
  it('is one line with its blocks apart, cut at a length', () => {
    expect(textOf('<p>One &amp; two</p><ul><li>three</li><li>4 &lt; 5</li></ul>')).toBe(
      'One & two three 4 < 5',
    );
    expect(textOf(`<p>${'å'.repeat(300)}</p>`, 10)).toBe(`${'å'.repeat(9)}…`);
    expect(textOf('<p>😀😀😀</p>', 2)).toBe('😀…');
    expect(textOf('')).toBe('');
  });
});
