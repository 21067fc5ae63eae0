import type { Plugin } from 'vite';

/** What libraries bring along though a page never calls it: writing data as a program, and a transport that is not used. */
const NEVER_CALLED: [module: RegExp, instead: string][] = [
  [/\/devalue\/src\/uneval\.js$/, 'export function uneval() { throw new Error("only on the server"); }'],
  [/\/engine\.io-client\/build\/esm\/transports\/webtransport\.js$/, 'export class WT {}'],
];

export function notInBrowsers(): Plugin {
  return {
    name: 'not-in-browsers',
    applyToEnvironment: ({ name }) => name === 'client',
    apply: 'build',
    load: (id) => NEVER_CALLED.find(([module]) => module.test(id))?.[1] ?? null,
  };
}
