import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const COMPILED = resolve(import.meta.dirname, '../src/lib/paraglide/messages');
const MESSAGE = /\/paraglide\/messages\/(?!_index)\w+\.js$/;
const IN_ONE_LANGUAGE =
  /^const (?<language>[a-z]{2})_\w+ = .*?=> LocalizedString\} \*\/ \(i?\) => \{(?<body>.*?)\n?\};$/gms;
const COMMENT = /\/\*\*.*?\*\/ ?/gs;
const ALL_MESSAGES = /import \{ m \} from ['"]#lib\/paraglide\/messages\.js['"];?/;
const RUNTIME = /\/paraglide\/runtime\.js$/;
const LANGUAGES = /^export const locales = .*$/m;
const PAGE_LANGUAGE = 'virtual:page-language';

/**
 * Messages in the browser without what they need on the server, where every request has a language of its own: a
 * page has one from its first to its last moment, and `<html lang>` says which.
 */
export function plainMessages(baseLanguage: string): Plugin {
  return {
    name: 'plain-messages',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (id) => (id === PAGE_LANGUAGE ? `\0${PAGE_LANGUAGE}` : null),
    load: (id) =>
      id === `\0${PAGE_LANGUAGE}` ? 'export const pageLanguage = document.documentElement.lang;' : null,
    transform(code, id) {
      if (MESSAGE.test(id)) return { code: inPageLanguage(code, baseLanguage), map: null };
      if (RUNTIME.test(id)) return { code: inPage(code), map: null };
      if (ALL_MESSAGES.test(code)) return { code: importEach(code), map: null };
      return null;
    },
  };
}

function inPage(runtime: string): string {
  const languages = LANGUAGES.exec(runtime)?.[0];
  if (languages === undefined) throw new Error('The languages are not listed as they were before');
  return [
    `import { pageLanguage } from '${PAGE_LANGUAGE}';`,
    languages,
    'export const getLocale = () => pageLanguage;',
  ].join('\n');
}

function inPageLanguage(code: string, baseLanguage: string): string {
  const texts = [...code.matchAll(IN_ONE_LANGUAGE)].map(({ groups }) => ({
    language: groups!['language']!,
    body: groups!['body']!.replace(COMMENT, ''),
  }));
  const base = texts.find(({ language }) => language === baseLanguage);
  if (!base) throw new Error(`Messages are not compiled as they were before:\n${code}`);
  const others = texts
    .filter((text) => text !== base)
    .map(({ language, body }) => `if (pageLanguage === '${language}') {${body}\n}`);
  return [
    `import { pageLanguage } from '${PAGE_LANGUAGE}';`,
    ...(code.includes('registry.') ? [`import * as registry from '../registry.js';`] : []),
    `export const message = (i) => {\n${others.join('\n')}${base.body}\n};`,
  ].join('\n');
}

/** Names the messages that a module says, so that the bundler sees which page needs which. */
function importEach(code: string): string {
  const files = new Map<string, string>();
  const said = code.replace(/(?<![\w$.])m\.(\w+)/g, (_, key: string) => {
    const file = [`${key}.js`, `_${key}.js`].find((name) => existsSync(resolve(COMPILED, name)));
    if (file === undefined) throw new Error(`No message ${key}`);
    files.set(key, file);
    return `message_${key}`;
  });
  const imports = [...files].map(
    ([key, file]) => `import { message as message_${key} } from '#lib/paraglide/messages/${file}';`,
  );
  return said.replace(ALL_MESSAGES, imports.join(' '));
}
