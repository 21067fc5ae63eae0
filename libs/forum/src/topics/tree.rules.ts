export interface Branching {
  /** Direct replies that are shown, in order. */
  numbers: number[];
  /** How many direct replies are not. */
  more: number;
}

interface Placed {
  number: number;
  depth: number;
  more: number;
}

/** Posts in the order in which a tree is read: each before its replies, branch by branch. */
export function arrange(roots: readonly number[], branches: ReadonlyMap<number, Branching>): Placed[] {
  const placed: Placed[] = [];
  const seen = new Set<number>();
  const place = (number: number, depth: number): void => {
    if (seen.has(number)) return;
    seen.add(number);
    const { numbers = [], more = 0 } = branches.get(number) ?? {};
    placed.push({ number, depth, more });
    for (const reply of numbers) place(reply, depth + 1);
  };
  for (const root of roots) place(root, 0);
  return placed;
}
