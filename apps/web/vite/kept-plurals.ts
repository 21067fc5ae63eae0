import type { Plugin } from 'vite';

const REGISTRY = /\/paraglide\/registry\.js$/;
const MADE_EACH_TIME = 'new Intl.PluralRules(locale, options).select(';

/** Keeps the rules of plurals: making them takes longer than the rest of a row of a list, which counts two things. */
export function keptPlurals(): Plugin {
  return {
    name: 'kept-plurals',
    transform(code, id) {
      if (!REGISTRY.test(id)) return null;
      if (!code.includes(MADE_EACH_TIME)) throw new Error('Plurals are not chosen as they were before');
      const kept = `(plurals[locale + (options ? JSON.stringify(options) : '')] ??= new Intl.PluralRules(locale, options)).select(`;
      return { code: `const plurals = {};\n${code.replace(MADE_EACH_TIME, kept)}`, map: null };
    },
  };
}
