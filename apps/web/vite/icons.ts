import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'vite';

const SOURCES = resolve(import.meta.dirname, '../src');
const SPRITE = resolve(import.meta.dirname, '../.svelte-kit/icons.svg');
const ICON = /@lucide\/svelte\/dist\/icons\/([\w-]+)\.svelte$/;
const IMPORT = /@lucide\/svelte\/icons\/([\w-]+)/g;
/** Where a name stands for another, or for its own drawing. */
const DRAWING = /from ['"]\.\/([\w-]+)\.svelte['"]/;
const NODE = /const iconData = (\{.*\});/;

interface IconData {
  node: [tag: string, attributes: Record<string, string>][];
}

/**
 * Icons as names of drawings in one file, which browsers fetch once: a page names some hundreds of them. Each takes
 * a `class`, is hidden from screen readers, and has its size and strokes from the style sheet. Lucide's own
 * component writes every drawing into the page and its script, and costs the server one component per stroke.
 */
export function plainIcons(): Plugin {
  const drawn = new Set<string>();

  /** Draws what the sources name; again when they name one more. */
  function draw(icons: string) {
    const sources = globSync('**/*.{svelte,ts}', { cwd: SOURCES });
    for (const source of sources) {
      const code = readFileSync(resolve(SOURCES, source), 'utf8');
      for (const [, name] of code.matchAll(IMPORT)) drawn.add(drawingOf(resolve(icons, `${name}.js`)));
    }
    const symbols = [...drawn].toSorted().map((name) => symbolOf(resolve(icons, `${name}.svelte`), name));
    mkdirSync(dirname(SPRITE), { recursive: true });
    writeFileSync(SPRITE, `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>\n`);
  }

  return {
    name: 'plain-icons',
    enforce: 'pre',
    load(id) {
      const name = ICON.exec(id)?.[1];
      if (name === undefined) return null;
      if (!drawn.has(name)) draw(dirname(id));
      return `<script module>
import sprite from '${SPRITE}?url&no-inline';
const drawing = sprite + '#${name}';
</script>
<script>let props = $props();</script>
<svg class={['glyph', props.class]} aria-hidden="true"><use href={drawing} /></svg>`;
    },
  };
}

function drawingOf(file: string): string {
  const name = DRAWING.exec(readFileSync(file, 'utf8'))?.[1];
  if (name === undefined) throw new Error(`${file} is not written as icons were before`);
  return name;
}

function symbolOf(file: string, name: string): string {
  const data = NODE.exec(readFileSync(file, 'utf8'))?.[1];
  if (data === undefined) throw new Error(`${file} is not written as icons were before`);
  const strokes = (JSON.parse(data) as IconData).node.map(([tag, attributes]) => {
    const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
    return `<${tag}${written.join('')}/>`;
  });
  return `<symbol id="${name}" viewBox="0 0 24 24">${strokes.join('')}</symbol>`;
}
