import fc from 'fast-check';

/** A place in a message and what is done there. */
interface Mutation {
  /** Which of all its places, from 0 to 1. */
  at: number;
  how: 'replace' | 'drop' | 'list' | 'wrap' | 'double';
  value: unknown;
}

/**
 * Messages as other programs send them, spoiled in one to five places: values of the wrong kind, of absurd
 * size, and such as a database, a URL or a date cannot hold.
 *
 * @param samples messages that are right
 * @param ids of things that are here, so that what is spoiled still meets something
 */
export function mangled(samples: readonly object[], ids: readonly string[]): fc.Arbitrary<object> {
  const value = valueFor(ids);
  const mutation: fc.Arbitrary<Mutation> = fc.record({
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'list', 'wrap', 'double'),
    value,
  });
  return fc
    .tuple(fc.constantFrom(...samples), fc.array(mutation, { minLength: 1, maxLength: 5 }))
    .map(([sample, mutations]) => {
      const message = structuredClone(sample);
      for (const one of mutations) mutate(message, one);
      return message;
    });
}

const WORDS = [
  '',
  ' ',
  '\0',
  'null',
  'https://',
  'https://[',
  'http:///x',
  'urn:x',
  '#',
  '//',
  'acct:a@b',
  'as:Public',
  'https://a:b@c.example/',
  'https://c.example:0/',
  'https://xn--/',
  'javascript:alert(1)',
  '\ud800',
  '‮',
  'https://www.w3.org/ns/activitystreams#Public',
  '1',
  '-1',
  '1e400',
  'infinity',
  '-infinity',
  'now',
  '0000-00-00T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:60Z',
  '<p>',
  '<script>1</script>',
  '<a href="javascript:1">x</a>',
  '&#0;',
  '<'.repeat(2e3),
  '😀'.repeat(3e3),
  `https://long.example/${'x'.repeat(3e3)}`,
  '__proto__',
  'constructor',
  '%00',
  'https://c.example/%zz',
];

const TYPES = (
  'Create Update Delete Undo Announce Like Dislike EmojiReact Follow Accept Reject Add Remove Block Flag Lock Move ' +
  'Note Article Page Question Event Video Tombstone Person Group Collection OrderedCollection Nonsense'
).split(' ');

function valueFor(ids: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ids) },
    { weight: 4, arbitrary: fc.constantFrom(...WORDS) },
    { weight: 3, arbitrary: fc.constantFrom(...TYPES) },
    fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -1,
      1e308,
      Number.MAX_SAFE_INTEGER,
      [],
      {},
      [[]],
      [null],
      [1, {}],
    ),
    fc.constantFrom(...ids).map((id) => ({ id, type: 'Note' })),
    fc.tuple(fc.constantFrom(...TYPES), fc.constantFrom(...ids)).map(([type, object]) => ({ type, object })),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.integer({ min: 1, max: 60 }).map((levels) => nested(levels)),
    fc.constantFrom(...ids).map((id) => Array.from({ length: 150 }, () => id)),
    fc.json({ maxDepth: 2 }).map((text): unknown => JSON.parse(text)),
  );
}

function nested(levels: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { object: value };
  return value;
}

function mutate(message: object, { at, how, value }: Mutation): void {
  const places = placesIn(message);
  const place = places[Math.floor(at * places.length)];
  if (!place) return;
  const { holder, key } = place;
  const found = holder[key];
  if (how === 'drop') delete holder[key];
  else if (how === 'list') holder[key] = [value, found];
  else if (how === 'wrap') holder[key] = { id: found, object: found, type: 'Undo', actor: holder['actor'] };
  else if (how === 'double') holder[key] = [found, structuredClone(found)];
  else holder[key] = value;
}

type Place = { holder: Record<string, unknown>; key: string };

function placesIn(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    if (key === '@context') continue;
    found.push({ holder, key });
    placesIn(holder[key], found);
  }
  return found;
}
