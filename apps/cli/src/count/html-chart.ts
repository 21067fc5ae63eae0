import type { CountSheet } from '@app/tally';
import { escapeHtml } from './html-escape.ts';
import { trimmed, unitOf } from './sheet-words.ts';

const WIDTH = 800;
const NAMES = 260;
const ROW = 26;
const GAP = 4;

/**
 * Totals as bars: for each candidate the most they ever had, darker up to what they had at the first stage, with the quota
 * as a line. Bars say nothing that the tables do not, so the drawing is one image with one description.
 */
export function chart(sheet: CountSheet): string {
  const stages = sheet.stages.filter(({ action }) => action !== 'runoff');
  const [first] = stages;
  if (!first) return '';
  const mosts = sheet.candidates.map((_, index) =>
    stages.map(({ votes }) => votes[index] ?? '0').reduce(greater),
  );
  const peaks = mosts.map(Number);
  const scale = (WIDTH - NAMES - 120) / Math.max(1, ...peaks, Number(sheet.quota ?? 0));
  const x = (votes: number) => (NAMES + votes * scale).toFixed(1);
  const winners = new Set(sheet.elected.map(({ candidate }) => candidate));
  const height = sheet.candidates.length * ROW + 24;
  const bars = sheet.candidates.map((name, index) => {
    const top = index * ROW + GAP;
    const start = Number(first.votes[index]);
    const width = (votes: number) => (votes * scale).toFixed(1);
    const peak = peaks[index] ?? 0;
    const label = `${winners.has(index + 1) ? '✓ ' : ''}${shortened(name)}`;
    return `<text x="${NAMES - 8}" y="${top + 15}" text-anchor="end">${escapeHtml(label)}</text>
<rect x="${NAMES}" y="${top}" width="${width(peak)}" height="${ROW - 2 * GAP}" fill="var(--rest)"/>
<rect x="${NAMES}" y="${top}" width="${width(start)}" height="${ROW - 2 * GAP}" fill="var(--bar)"/>
<text x="${x(peak)}" dx="6" y="${top + 15}">${trimmed(first.votes[index] ?? '')}${peak > start ? ` → ${trimmed((mosts[index] ?? '').replace(/(\.\d\d)\d*$/, '$1'))}` : ''}</text>`;
  });
  const quota = sheet.quota === null ? '' : quotaLine(x(Number(sheet.quota)), height, sheet.quota);
  return `<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(describe(sheet))}" font-size="14" fill="currentColor">
${bars.join('\n')}${quota}
</svg></figure>`;
}

/** The greater of two decimals of one scale. */
function greater(a: string, b: string): string {
  return Number(b) > Number(a) ? b : a;
}

function quotaLine(x: string, height: number, quota: string): string {
  return `<line x1="${x}" x2="${x}" y1="0" y2="${height - 18}" stroke="currentColor" stroke-dasharray="4 3"/>
<text x="${x}" y="${height - 4}" text-anchor="middle">quota ${trimmed(quota)}</text>`;
}

function describe(sheet: CountSheet): string {
  const names = sheet.elected.map(({ candidate }) => sheet.candidates[candidate - 1] ?? '');
  return `${unitOf(sheet)} at the first stage and at most, by candidate; elected: ${names.join(', ') || 'nobody'}`;
}

function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length > 34 ? `${letters.slice(0, 33).join('')}…` : name;
}
