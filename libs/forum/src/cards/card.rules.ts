/** What stands on the picture that shows a page elsewhere. */
export interface Card {
  title: string;
  /** Where it belongs: its category, or what the site is about; may be empty. */
  place: string;
  /** The category's colour as `#rrggbb`. */
  colour: string;
  site: string;
}

const WIDTH = 1200;
const HEIGHT = 630;
/** From the left edge to where the words begin. */
const MARGIN = 88;
/** How wide a bold letter is on average, in parts of its height; rather too much than too little. */
const LETTER = 0.62;

/** The six seats of the site's sign. */
const SEATS = [
  [16, 5],
  [25.5, 10.5],
  [25.5, 21.5],
  [16, 27],
  [6.5, 21.5],
  [6.5, 10.5],
] as const;

/** The picture as an SVG of 1200 by 630 pixels, the size that programs which show links ask for. */
export function cardSvg({ title, place, colour, site }: Card): string {
  const size = title.length <= 48 ? 72 : 56;
  const lines = linesOf(title, Math.floor((WIDTH - 2 * MARGIN) / (size * LETTER)), 4);
  const first = HEIGHT / 2 - ((lines.length - 1) * size * 1.2) / 2 + size * 0.35;
  const words = lines.map(
    (line, n) =>
      `<text x="${MARGIN}" y="${first + n * size * 1.2}" font-size="${size}" font-weight="700">${escaped(line)}</text>`,
  );
  const seats = SEATS.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3.4"/>`).join('');
  const [below = ''] = linesOf(place, 62, 1);
  const [above = ''] = linesOf(site, 46, 1);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="Inter, sans-serif" fill="#1c1b18">
    <rect width="${WIDTH}" height="${HEIGHT}" fill="#fbfaf7"/>
    <rect width="20" height="${HEIGHT}" fill="${escaped(colour)}"/>
    <g transform="translate(${MARGIN} 72) scale(1.5)" fill="#0b5cad">${seats}</g>
    <text x="${MARGIN + 68}" y="108" font-size="34" font-weight="600">${escaped(above)}</text>
    ${words.join('\n    ')}
    <text x="${MARGIN}" y="${HEIGHT - 68}" font-size="30" fill="#5c594f">${escaped(below)}</text>
  </svg>`;
}

/** Words in lines of so many letters; what does not fit into so many lines ends with three dots. */
function linesOf(text: string, letters: number, most: number): string[] {
  const lines: string[] = [];
  // A word that is longer than a line is cut, so that none runs out of the picture.
  const words = text.split(/\s+/u).flatMap((word) => word.match(new RegExp(`.{1,${letters}}`, 'gu')) ?? []);
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= letters)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  return [...kept.slice(0, -1), `${kept.at(-1)?.slice(0, letters - 1)}…`];
}

function escaped(text: string): string {
  return text
    .replaceAll(/[^\P{C}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
