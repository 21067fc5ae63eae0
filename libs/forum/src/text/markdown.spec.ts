import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learnLanguages } from './highlight.ts';
import { renderMarkdown } from './markdown.ts';
import { namesIn } from './mentions.rules.ts';
import { whatIsWrongWith } from '../testing/inert-html.ts';

const render = (raw: string) => renderMarkdown(raw).trim();
const known = new Map([
  ['ana', { handle: 'Ana' }],
  ['bo_b', { handle: 'bo_b' }],
]);

/** Scraps that mean something to a parser; between bars, because they hold everything else. */
const SCRAPS = `
<script>¦</script>¦<img src=x onerror=alert(1)>¦javascript:¦data:text/html,¦"¦'¦\`¦>¦<¦[a](¦)¦
![¦](¦&#106;avascript:¦ \n ¦\\¦<svg/onload=¦\`\`\`¦| a |\n|-|\n¦vbscript:¦\u0000¦//evil.example¦
/\\evil.example¦<a href="¦ onmouseover=¦@ana¦https://¦&lt;¦# ¦<!--¦]]>`
  .split(/¦\n?|^\n/)
  .filter(Boolean);

describe('Markdown in a post', () => {
  it.each([
    [
      'emphasis',
      '*so* **very** ~~not~~ `x`',
      '<p><em>so</em> <strong>very</strong> <s>not</s> <code>x</code></p>',
    ],
    ['line breaks as they were typed', 'one\ntwo', '<p>one<br />\ntwo</p>'],
    ['headings below those of the page', '# A\n\n#### B', '<h3>A</h3>\n<h6>B</h6>'],
    ['underlined headings too', 'A\n=\n\nB\n-', '<h3>A</h3>\n<h4>B</h4>'],
    ['lists that begin anywhere', '3. c\n4. d', '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'],
    [
      'code blocks with their language',
      '```js\na < b\n```',
      '<pre tabindex="0"><code class="language-js">a &lt; b\n</code></pre>',
    ],
    [
      'tables',
      '|a|b|\n|-|-:|\n|1|2|',
      '<table tabindex="0">\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>',
    ],
    [
      'bare addresses as links',
      'see https://example.org/a?b=1&c=2.',
      '<p>see <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener noreferrer">https://example.org/a?b=1&amp;c=2</a>.</p>',
    ],
    ['links within the site', '[there](/t/1/x/2)', '<p><a href="/t/1/x/2">there</a></p>'],
    [
      'pictures as links, because loading one tells its server who reads',
      '![a cat](https://example.org/c.png)',
      '<p><a href="https://example.org/c.png" rel="nofollow ugc noopener noreferrer">a cat</a></p>',
    ],
    ['HTML as the text that it is', '<b onclick="x()">hi</b>', '<p>&lt;b onclick="x()"&gt;hi&lt;/b&gt;</p>'],
    ['script links as text', '[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['nothing as nothing', '   ', ''],
  ])('renders %s', (_, raw, html) => {
    expect(render(raw)).toBe(html);
  });

  it('links to the members that it mentions, and to nobody else', () => {
    expect(
      renderMarkdown('@ana, @BO_B and @nobody: hej@ana.se, @ana@far.example, `@ana`, x/@ana', known).trim(),
    ).toBe(
      '<p><a class="mention" href="/u/Ana">@ana</a>, <a class="mention" href="/u/bo_b">@BO_B</a> and @nobody: ' +
        '<a href="mailto:hej@ana.se" rel="nofollow ugc noopener noreferrer">hej@ana.se</a>, @ana@far.example, ' +
        '<code>@ana</code>, x/@ana</p>',
    );
    expect(renderMarkdown('[ask @ana](https://example.org) *@ana*.', known)).toContain(
      '>ask @ana</a> <em><a class="mention" href="/u/Ana">@ana</a></em>.',
    );
    expect(namesIn('@Ana @ana. @x-y hej@bo.se @a')).toEqual(['ana', 'x-y', 'a']);
  });

  it('links to those on other servers whom somebody here has met, and marks groups', () => {
    const met = new Map([
      ['ana@far.example', { handle: 'ana@far.example' }],
      ['board', { handle: 'board', isGroup: true }],
    ]);
    expect(renderMarkdown('@Ana@far.example. @bo@far.example @board', met)).toBe(
      '<p><a class="mention" href="/u/ana@far.example">@Ana@far.example</a>. @bo@far.example ' +
        '<span class="mention">@board</span></p>\n',
    );
  });

  it('keeps notes at its foot, boxes for what would spoil, and lists of what is done', () => {
    const noted = render('Yes[^1].\n\n[^1]: Minutes of *May*.');
    const id = /id="fnref-([0-9a-f]{8})-1"/.exec(noted)?.[1];
    expect(noted).toBe(
      `<p>Yes<sup class="footnote-ref"><a id="fnref-${id}-1" href="#fn-${id}-1">[1]</a></sup>.</p>\n<hr />\n` +
        `<section class="footnotes">\n<ol>\n<li class="footnote-item" id="fn-${id}-1"><p>Minutes of <em>May</em>. ` +
        `<a class="footnote-backref" href="#fnref-${id}-1">↩︎</a></p>\n</li>\n</ol>\n</section>`,
    );
    expect(render('::: spoiler Who <won>\nAna\n:::')).toBe(
      '<details class="spoiler"><summary>Who &lt;won&gt;</summary>\n<p>Ana</p>\n</details>',
    );
    expect(render('- [x] paint\n- [ ] *dry*\n- [y] else')).toBe(
      '<ul>\n<li class="task">☑ paint</li>\n<li class="task">☐ <em>dry</em></li>\n<li>[y] else</li>\n</ul>',
    );
  });

  it('colours code whose language it knows, by class and never by style', async () => {
    const raw = '```js\nconst a = "<b>";\n```';
    await learnLanguages(raw);
    expect(render(raw)).toBe(
      '<pre tabindex="0"><code class="language-js"><span class="code-keyword">const</span> <span class="code-constant">a</span> <span class="code-keyword">=</span> <span class="code-string-expression">"&lt;b&gt;"</span>;\n</code></pre>',
    );
    expect(render('```nonsense\n<b>\n```')).toBe(
      '<pre tabindex="0"><code class="language-nonsense">&lt;b&gt;\n</code></pre>',
    );
  });

  it('shows pictures that lie here, with room kept for them, and no others', () => {
    const id = '01a20571-f0c7-730c-8174-848dd0f27025';
    const images = new Map([[id, { width: 1200, height: 800, alt: 'A "room"' }]]);
    expect(renderMarkdown(`![](/media/${id})`, new Map(), images)).toBe(
      `<p><a href="/media/${id}"><img src="/media/${id}/960" alt="A &quot;room&quot;" width="1200" height="800" loading="lazy" /></a></p>\n`,
    );
    expect(render(`![](/media/${id})`)).toBe(`<p><a href="/media/${id}">/media/${id}</a></p>`);
  });

  it('closes a direction override in the text that began it', () => {
    expect(render('a \u202e b *c*')).toBe('<p>a \u202e b \u202c<em>c</em></p>');
  });

  it('survives nesting and emphasis without end', () => {
    for (const raw of ['>'.repeat(20_000), '*a '.repeat(10_000), '['.repeat(30_000), '- '.repeat(10_000)]) {
      expect(whatIsWrongWith(renderMarkdown(raw))).toEqual([]);
    }
  });

  it('never holds anything that runs, whatever was typed', () => {
    const scrap = fc.constantFrom(...SCRAPS);
    const text = fc
      .array(fc.oneof({ weight: 3, arbitrary: scrap }, fc.string()))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (raw) => {
        expect(whatIsWrongWith(renderMarkdown(raw, known))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
