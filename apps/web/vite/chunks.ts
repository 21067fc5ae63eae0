import type { Rolldown } from 'vite';

/** SvelteKit's own program; its beginnings stay files of their own, because pages name them. */
const PROGRAM = /\/client-optimized\/(?:app|nodes\/\d+)\.js$|\/runtime\/client\/(?:client-)?entry\.js$/;
const ROUTE = /\/src\/routes\//;
const EVERY_PAGE = /\/src\/routes\/\+(?:layout|error)\.svelte$/;
const LIST = /\/src\/routes\/(?:c\/[^/]+\/)?\+page\.svelte$/;
const TOPIC = /\/src\/routes\/t\/[^/]+\/\[\[slug\]\]\/.*\/\+page\.svelte$/;
/** Pages around one topic, which show posts as it does. */
const OF_TOPICS = /\/src\/routes\/(?:t|p|e)\//;
/** Its types are everywhere, its checks in few places. */
const CONTRACT = /\/libs\/contract\/|\/node_modules\/zod\//;
/** What so many routes need is not a matter of topics. */
const COMMON = 12;

/** In the order in which they take what they depend on. */
const CHUNKS = ['every-page', 'reading', 'lists', 'posts'] as const;

/**
 * Puts what every page needs into one file, and what the reading pages share into a few: together it compresses
 * better, and a page does not have to name dozens of files. The rest is divided by who needs it, as ever.
 */
export function fewChunks(): Rolldown.CodeSplittingOptions {
  const known = new Map<string, Set<string>>();

  /** The files of routes that bring a module along, through imports that are not put off. */
  function routesOf(id: string, context: Rolldown.ChunkingContext): Set<string> {
    const already = known.get(id);
    if (already) return already;
    const found = new Set<string>();
    known.set(id, found);
    for (const importer of context.getModuleInfo(id)?.importers ?? []) {
      if (PROGRAM.test(importer)) found.add(ROUTE.test(id) ? id : 'program');
      else for (const route of routesOf(importer, context)) found.add(route);
    }
    return found;
  }

  function chunkOf(id: string, context: Rolldown.ChunkingContext): (typeof CHUNKS)[number] | null {
    if (PROGRAM.test(id) || CONTRACT.test(id)) return null;
    const routes = [...routesOf(id, context)];
    const some = (kind: RegExp) => routes.some((route) => kind.test(route));
    if (routes.includes('program') || some(EVERY_PAGE)) return 'every-page';
    if (!some(LIST) && !some(TOPIC)) return null;
    if (routes.length >= COMMON) return 'every-page';
    if (routes.length < 2) return null;
    if (!some(TOPIC)) return 'lists';
    return routes.every((route) => OF_TOPICS.test(route)) ? 'posts' : 'reading';
  }

  return {
    groups: CHUNKS.map((chunk, place) => ({
      debugName: chunk,
      name: (id, context) => (chunkOf(id, context) === chunk ? chunk : null),
      priority: CHUNKS.length - place,
    })),
  };
}
