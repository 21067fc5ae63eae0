import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import { bundledLanguages } from 'shiki/langs';

const THEME = createCssVariablesTheme({ name: 'parts', variablePrefix: '--', fontStyle: false });
const PART = /^var\(--token-([a-z-]+)\)$/;
const FENCE = /^[ >\t]*(?:`{3,}|~{3,}) *([a-z0-9+#-]{1,20})/gim;

/** Longer code stays plain. */
const LONGEST = 20_000;

let highlighter: HighlighterCore | undefined;

/** Loads the grammars of the languages that a text's code blocks name, so that `highlight` knows them. */
export async function learnLanguages(raw: string): Promise<void> {
  const names = Array.from(raw.matchAll(FENCE), ([, name = '']) => name.toLowerCase());
  const known = [...new Set(names)].filter((name) => name in bundledLanguages).slice(0, 10);
  if (known.length === 0) return;
  highlighter ??= await createHighlighterCore({
    themes: [THEME],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  for (const name of known) {
    if (highlighter.getLoadedLanguages().includes(name)) continue;
    await highlighter.loadLanguage(bundledLanguages[name as keyof typeof bundledLanguages]);
  }
}

/**
 * Code with a span for each part of its grammar, named by a class so that pages choose the colours.
 *
 * @returns null for a language that nobody has learned
 */
export function highlight(code: string, language: string, escape: (text: string) => string): string | null {
  if (!highlighter?.getLoadedLanguages().includes(language) || code.length > LONGEST) return null;
  const { tokens } = highlighter.codeToTokens(code, {
    lang: language,
    theme: 'parts',
    tokenizeMaxLineLength: 1000,
    tokenizeTimeLimit: 2000,
  });
  return tokens
    .map((line) =>
      line
        .map(({ content, color }) => {
          const part = PART.exec(color ?? '')?.[1];
          return part && part !== 'foreground'
            ? `<span class="code-${part}">${escape(content)}</span>`
            : escape(content);
        })
        .join(''),
    )
    .join('\n');
}
