import { z } from 'zod';

const [QUOTE, BACKSLASH, BRACKET, BRACE] = [0x22, 0x5c, 0x5b, 0x7b];

export const PUBLIC = 'https://www.w3.org/ns/activitystreams#Public';

/** Other names of the same collection, as JSON-LD allows them. */
const PUBLIC_NAMES = new Set([PUBLIC, 'as:Public', 'Public']);

/** What one thing may look like on the wire: its id, or an object or Link that carries it. */
const Reference = z.union([
  z.string(),
  z.looseObject({ id: z.string() }).transform(({ id }) => id),
  z.looseObject({ href: z.string() }).transform(({ href }) => href),
]);

const asList = (value: unknown): unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

/** One or many, in any of those forms; what is none of them (NodeBB sends a bare 1) is passed over. */
export const References = z
  .preprocess(asList, z.array(Reference.nullable().catch(null)))
  .transform((found) => found.filter((id) => id !== null).map((id) => (PUBLIC_NAMES.has(id) ? PUBLIC : id)));

export const FirstReference = References.transform(([first]) => first ?? null);

export const Text = z.string().nullable().catch(null);

/** The first of a type or of several types. */
export const TypeName = z
  .preprocess(asList, z.array(z.string().nullable().catch(null)))
  .transform((names) => names.find((name) => name !== null) ?? '');

/** A time since 1970; there was no fediverse before, and a database cannot hold every year that JSON can. */
export const Moment = z.preprocess((value) => {
  const date = typeof value === 'string' ? new Date(value) : null;
  return date && date.getTime() > 0 ? date : null;
}, z.date().nullable());

export const Things = z
  .preprocess(asList, z.array(z.looseObject({}).nullable().catch(null)))
  .transform((found) => found.filter((thing) => thing !== null));

/** An object of some kind, whatever it holds. */
export type Thing = z.infer<typeof Things>[number];

/**
 * Reads JSON that anybody may have written, without the characters that no database takes: NUL, and halves
 * of a character.
 *
 * @returns undefined when it cannot be read: that is an answer, not an exception
 */
export function readJson(text: string): unknown {
  if (isTooDeep(text)) return undefined;
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    );
  } catch {
    return undefined;
  }
}

/** Nobody's message is nested like this; who reads one that is runs out of stack. */
const MOST_LEVELS = 100;

function isTooDeep(text: string): boolean {
  let level = 0;
  let isInString = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (isInString) {
      if (sign === BACKSLASH) at += 1;
      else if (sign === QUOTE) isInString = false;
    } else if (sign === QUOTE) isInString = true;
    else if (sign === BRACKET || sign === BRACE) level += 1;
    else if (sign === BRACKET + 2 || sign === BRACE + 2) level -= 1;
    if (level > MOST_LEVELS) return true;
  }
  return false;
}
