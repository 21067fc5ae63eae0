import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROUTES = join(import.meta.dirname, '../apps/web/src/routes');

/** Every page there is, by its folder: `/t/[id=id]/edit/[n=number]`. A new one is among them without being told. */
export function pageRoutes(): string[] {
  return readdirSync(ROUTES, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name === '+page.svelte')
    .map(({ parentPath }) => parentPath.slice(ROUTES.length) || '/')
    .toSorted();
}

/**
 * The address of a page, with a value for each parameter that cannot be left out.
 *
 * @param values by the beginning of a route and the name of the parameter: `/t id`; the longest beginning counts
 * @returns undefined where a parameter has no value
 */
export function addressOf(route: string, values: Readonly<Record<string, string>>): string | undefined {
  let missing = false;
  const address = route
    .replaceAll(/\/\[\[[^\]]*\]\]/g, '')
    .replaceAll(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, (_, parameter: string) => {
      const key = Object.keys(values)
        .filter((one) => one.endsWith(` ${parameter}`) && route.startsWith(one.split(' ')[0] ?? ''))
        .toSorted((a, b) => b.length - a.length)[0];
      if (key === undefined) missing = true;
      return values[key ?? ''] ?? '';
    });
  return missing ? undefined : address;
}

/** Which page an address leads to; the one with the most words of its own, where several could. */
export function routeOf(path: string): string | undefined {
  return pageRoutes()
    .filter((route) => patternOf(route).test(path))
    .toSorted((a, b) => ownWords(b) - ownWords(a))[0];
}

function patternOf(route: string): RegExp {
  const pattern = route
    .replaceAll(/\/\[\[\w+=\w+\]\]/g, String.raw`(?:/\d+)?`)
    .replaceAll(/\/\[\[\w+\]\]/g, '(?:/[^/]+)?')
    .replaceAll(/\[\.\.\.\w+(?:=\w+)?\]/g, '.+')
    .replaceAll(/\[\w+=\w+\]/g, String.raw`\d+`)
    .replaceAll(/\[\w+\]/g, '[^/]+');
  return new RegExp(`^${pattern}$`);
}

const ownWords = (route: string) =>
  route.split('/').filter((part) => part !== '' && !part.startsWith('[')).length;
