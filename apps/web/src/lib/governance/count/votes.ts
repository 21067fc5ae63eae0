/**
 * Votes for reading: cut, never rounded, so that a total below the quota never reads as the quota.
 *
 * @param votes a decimal of a count sheet
 * @param places decimals to show
 */
export function votesText(votes: string, locale: string, places = 2): string {
  const format = new Intl.NumberFormat(locale, {
    roundingMode: 'trunc',
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  // As text the number keeps all its digits.
  return format.format(votes as `${number}`);
}

/** Decimals that a whole sheet is shown with, so that its columns line up: none where nothing was divided. */
export function placesOf(votes: Iterable<string>): 0 | 2 {
  for (const each of votes) if (/\.\d*[1-9]/.test(each)) return 2;
  return 0;
}
