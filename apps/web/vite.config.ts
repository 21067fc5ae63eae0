import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { fewChunks } from './vite/chunks.ts';
import { keptPlurals } from './vite/kept-plurals.ts';
import { plainIcons } from './vite/icons.ts';
import { plainMessages } from './vite/messages.ts';
import { notInBrowsers } from './vite/not-in-browsers.ts';

const SERVER = { target: 'http://127.0.0.1:3000', headers: { origin: 'http://localhost:3000' } };

export default defineConfig({
  plugins: [
    plainIcons(),
    notInBrowsers(),
    plainMessages('en'),
    keptPlurals(),
    tailwindcss(),
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
      cookieName: 'locale',
      emitReadme: false,
    }),
    sveltekit({
      adapter: adapter(),
      compilerOptions: { runes: true },
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'img-src': ['self', 'data:'],
          'script-src': ['self'],
          // The count of a ballot file runs beside the page.
          'worker-src': ['self'],
          'style-src': ['self'],
          // Bar lengths and category colours are attributes in server-rendered HTML; posts lose theirs when sanitised.
          'style-src-attr': ['unsafe-inline'],
          'object-src': ['none'],
          'base-uri': ['none'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  // Workspace packages are TypeScript sources, which Node does not run from a build: they go into the bundle.
  environments: { client: { build: { rolldownOptions: { output: { codeSplitting: fewChunks() } } } } },
  ssr: { noExternal: ['@app/contract', '@app/tally'] },
  server: {
    // `vite dev` has no server process around it: a running one answers, which knows its own origin only.
    proxy: {
      '^/(?:api|ballots)(?:/|$)': SERVER,
      '/socket.io': { ...SERVER, ws: true },
    },
  },
});
