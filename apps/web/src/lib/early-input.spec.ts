import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');
const FILES = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.svelte'),
);

/** Attributes by which the arriving script would put back what somebody changed before it came. */
const PUT_BACK: Record<string, RegExp> = {
  // bind:value of a text field and bind:group of buttons take over what they find; of a list it does not.
  select: /^(?:value|bind:value)$/,
  // A default value of a text area does not reach the served page at all; see ui/TextArea.svelte.
  textarea: /^(?:value|defaultValue)$/,
  input: /^(?:value|checked)$/,
  details: /^(?:open|bind:open)$/,
};
const WITHOUT_TYPING = new Set(['hidden', 'submit', 'button', 'image', 'range']);
const OWN_VALUE = new Set(['radio', 'checkbox']);

interface Control {
  name: string;
  attributes: AST.RegularElement['attributes'];
}

function controls(code: string): Control[] {
  const found: Control[] = [];
  (function walk(node: unknown) {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) return node.forEach(walk);
    const { type, name, attributes } = node as Partial<AST.RegularElement>;
    if (type === 'RegularElement' && name && attributes && name in PUT_BACK) found.push({ name, attributes });
    for (const child of Object.values(node)) walk(child);
  })(parse(code, { modern: true }).fragment);
  return found;
}

function faults({ name, attributes }: Control): string[] {
  const written = attributes.map((attribute) =>
    attribute.type === 'BindDirective' ? `bind:${attribute.name}` : 'name' in attribute ? attribute.name : '',
  );
  const typeAttribute = attributes.find((one) => one.type === 'Attribute' && one.name === 'type');
  const value =
    typeAttribute?.type === 'Attribute' && Array.isArray(typeAttribute.value) && typeAttribute.value[0];
  const type = value && value.type === 'Text' ? value.data : '';
  const constant = typeAttribute?.type === 'Attribute' && typeAttribute.value !== true && type === '';
  // Nobody can change these before a script lets them.
  if (WITHOUT_TYPING.has(type) || written.includes('readonly') || written.includes('disabled')) return [];
  return written.filter(
    (one) => PUT_BACK[name]!.test(one) && !(one === 'value' && (OWN_VALUE.has(type) || constant)),
  );
}

describe('what somebody does before a page’s script arrives', () => {
  test('is not put back by any component', () => {
    expect(FILES.length).toBeGreaterThan(100);
    const found = FILES.flatMap((file) =>
      controls(readFileSync(join(SOURCES, file), 'utf8')).flatMap((control) =>
        faults(control).map((fault) => `${file}: <${control.name} ${fault}>`),
      ),
    );
    expect(found).toEqual([]);
  });

  test('is looked for in every kind of control', () => {
    const code = `<input value={a} /><input type="checkbox" value="1" checked={b} /><input type="hidden" value="1" />
      <select value={c}></select><select bind:value={d}></select><textarea value={e}></textarea>
      <details bind:open></details><details {@attach opening(f, g)}></details><input bind:value={h} />`;
    expect(controls(code).flatMap(faults)).toEqual([
      'value',
      'checked',
      'value',
      'bind:value',
      'value',
      'bind:open',
    ]);
  });
});
