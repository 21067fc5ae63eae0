export interface Change {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Longer texts are shown as replaced as a whole; comparing them takes time by the product of their lengths. */
const MOST_CELLS = 4_000_000;

/** What changed from one text to the next, by words, as a longest common subsequence. */
export function wordChanges(before: string, after: string): Change[] {
  const old = before.split(/(?<=\s)/);
  const fresh = after.split(/(?<=\s)/);
  if (old.length * fresh.length > MOST_CELLS) {
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  }
  const width = fresh.length + 1;
  const longest = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      longest[i * width + j] =
        old[i] === fresh[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: Change[] = [];
  const push = (kind: Change['kind'], text: string) => {
    const last = changes.at(-1);
    if (last?.kind === kind) last.text += text;
    else changes.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < old.length || j < fresh.length) {
    const [gone, come] = [old[i], fresh[j]];
    if (gone !== undefined && gone === come) {
      push('same', gone);
      i++;
      j++;
    } else if (come === undefined || (gone !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      push('removed', gone ?? '');
      i++;
    } else {
      push('added', come);
      j++;
    }
  }
  return changes;
}
