import type { CountSheet, Stage } from '@app/tally';
import { change, fate, METHOD_NAMES, summary, trimmed, unitOf } from './sheet-words.ts';

/** A count sheet for a terminal or a printer: the result first, then every stage with its sentence and totals. */
export function textSheet(file: string, sheet: CountSheet): string {
  const name = (candidate: number) => sheet.candidates[candidate - 1] ?? '';
  const lines = [
    `${sheet.title} (${file})`,
    `${METHOD_NAMES[sheet.method]}: ${summary(sheet)}`,
    '',
    'Elected:',
    ...sheet.elected.map(({ candidate, stage }) => `  ${name(candidate)} (${candidate}), stage ${stage}`),
    ...(sheet.elected.length === 0 ? ['  nobody'] : []),
    ...(sheet.newlyElected ? [`New: ${sheet.newlyElected.map(name).join(', ')}`] : []),
    ...(sheet.unfilledSeats > 0 ? [`Seats not filled: ${sheet.unfilledSeats}`] : []),
    ...(sheet.withdrawn.length > 0 ? [`Withdrawn: ${sheet.withdrawn.map(name).join(', ')}`] : []),
  ];
  for (const stage of sheet.stages) {
    lines.push('', `Stage ${stage.stage}. ${stage.sentence.en}`, '', ...stageTable(sheet, stage));
  }
  if (sheet.pairwise) lines.push('', 'Ballots that prefer the row to the column:', ...square(sheet.pairwise));
  if (sheet.strongestPaths)
    lines.push('', 'Strongest paths from row to column:', ...square(sheet.strongestPaths));
  if (sheet.ties.length > 0)
    lines.push('', 'Ties:', ...sheet.ties.map((tie) => `  ${describeTie(tie, name)}`));
  lines.push('', `Lot order: ${sheet.lotOrder.join(', ')}`, '');
  return lines.join('\n');
}

function stageTable(sheet: CountSheet, stage: Stage): string[] {
  const before = sheet.method === 'star' ? undefined : sheet.stages[stage.stage - 2];
  const rows = sheet.candidates.map((name, index) => [
    `${index + 1} ${name}`,
    trimmed(stage.votes[index] ?? ''),
    change(before?.votes[index], stage.votes[index] ?? ''),
    fate(sheet, stage, index + 1),
  ]);
  const rest = (label: string, votes: string, earlier: string | undefined) => [
    label,
    trimmed(votes),
    change(earlier, votes),
    '',
  ];
  if (Number(stage.nonTransferable) > 0)
    rows.push(rest('not transferable', stage.nonTransferable, before?.nonTransferable));
  if (Number(stage.lossByFraction) > 0)
    rows.push(rest('lost by fraction', stage.lossByFraction, before?.lossByFraction));
  return aligned([['Candidate', unitOf(sheet), before ? 'Change' : '', ''], ...rows]);
}

function describeTie(tie: CountSheet['ties'][number], name: (candidate: number) => string): string {
  const how = tie.resolvedBy === 'look-back' ? `stage ${tie.lookBackStage}` : tie.resolvedBy;
  return `stage ${tie.stage}: ${tie.tied.map(name).join(', ')} level; ${name(tie.chosen)} taken by ${how}`;
}

function square(rows: number[][]): string[] {
  const numbers = rows.map((_, index) => String(index + 1));
  return aligned([['', ...numbers], ...rows.map((row, index) => [numbers[index] ?? '', ...row.map(String)])]);
}

/** Columns of equal width: the first to the left, numbers to the right, words at the end to the left. */
function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const pad = (text: string, to: number) => ' '.repeat(Math.max(0, to - width(text)));
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = pad(cell, widths[column] ?? 0);
        return column === 0 || /^[a-z]/.test(cell) ? cell + space : space + cell;
      })
      .join('  ')
      .replace(/^/, '  ')
      .trimEnd(),
  );
}

/** Columns a text takes, near enough: one for each code point. */
function width(text: string): number {
  return Array.from(text).length;
}
