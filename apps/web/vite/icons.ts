import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const ICON = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const NODE = /const iconData = (\{.*\});/;

interface IconData {
  node: [tag: string, attributes: Record<string, string>][];
}

/**
 * Icons as one plain drawing each, which takes a `class` and is hidden from screen readers. Lucide's own component
 * can do more, and costs every page some kilobytes and the server the time for one component per stroke.
 */
export function plainIcons(): Plugin {
  return {
    name: 'plain-icons',
    enforce: 'pre',
    async load(id) {
      if (!ICON.test(id)) return null;
      const data = NODE.exec(await readFile(id, 'utf8'))?.[1];
      if (data === undefined) throw new Error(`${id} is not written as icons were before`);
      const strokes = (JSON.parse(data) as IconData).node.map(([tag, attributes]) => {
        const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
        return `<${tag}${written.join('')} />`;
      });
      return `<script>let props = $props();</script>
<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" class={props.class}>${strokes.join('')}</svg>`;
    },
  };
}
