import { diff3Merge } from 'node-diff3';

/** A part of two edits of one text: the same for both, or a place where they differ. */
export type Place = { same: string } | { mine: string; theirs: string };

export type Choice = 'mine' | 'theirs' | 'both';

/** Puts two edits of one text beside each other, by lines: what only one of them changed is settled. */
export function mergeEdits({ base, mine, theirs }: { base: string; mine: string; theirs: string }): Place[] {
  const regions = diff3Merge(lines(mine), lines(base), lines(theirs), { excludeFalseConflicts: true });
  return regions.map(({ ok, conflict }) =>
    conflict
      ? { mine: conflict.a.join('\n'), theirs: conflict.b.join('\n') }
      : { same: (ok ?? []).join('\n') },
  );
}

/** One text of both edits; places are counted from 0. */
export function putTogether(places: readonly Place[], choose: (place: number) => Choice): string {
  let place = -1;
  return places
    .flatMap((part) => {
      if ('same' in part) return [part.same];
      place += 1;
      const choice = choose(place);
      const chosen = choice === 'both' ? [part.mine, part.theirs] : [part[choice]];
      // A part without a line is not an empty line.
      return chosen.filter((text) => text !== '');
    })
    .join('\n');
}

function lines(text: string): string[] {
  return text.replaceAll('\r\n', '\n').split('\n');
}
