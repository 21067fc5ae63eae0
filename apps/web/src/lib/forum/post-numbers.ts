/**
 * Reads post numbers as people write them: `12-18, 25`.
 *
 * @returns null for anything else, and for more than a thousand
 */
export function readNumbers(text: string): number[] | null {
  const numbers = new Set<number>();
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const [, first, last] = /^#?(\d{1,9})(?:[-–]#?(\d{1,9}))?$/.exec(part) ?? [];
    if (first === undefined) return null;
    const [from, to] = [Number(first), Number(last ?? first)];
    if (from < 1 || to < from || to - from >= 1000) return null;
    for (let number = from; number <= to; number++) numbers.add(number);
  }
  return numbers.size > 1000 ? null : [...numbers];
}

/** The topic that somebody means by its number or its address. */
export function readTopicId(text: string): string | null {
  const trimmed = text.trim();
  return (
    /^#?([1-9]\d{0,17})$/.exec(trimmed)?.[1] ?? /\/t\/([1-9]\d{0,17})(?:[/?#]|$)/.exec(trimmed)?.[1] ?? null
  );
}
