import type { CountSheet, Stage } from '@app/tally';
import { chart } from './html-chart.ts';
import { escapeHtml as text } from './html-escape.ts';
import { change, fate, METHOD_NAMES, summary, trimmed, unitOf } from './sheet-words.ts';

/** One self-contained page for all counted files: result, chart, and every stage with its sentences and totals. */
export function htmlPage(counted: { file: string; sheet: CountSheet }[]): string {
  const [first] = counted;
  const title = counted.length === 1 && first ? first.sheet.title : `${counted.length} counts`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${counted.map(({ file, sheet }) => article(file, sheet)).join('\n')}
</body>
</html>
`;
}

function article(file: string, sheet: CountSheet): string {
  const name = (candidate: number) => text(sheet.candidates[candidate - 1] ?? '');
  const elected = sheet.elected.map(
    ({ candidate, stage }) => `<li>${name(candidate)} <small>(${candidate}, stage ${stage})</small></li>`,
  );
  const matrices = [
    sheet.pairwise ? square('Ballots that prefer the row to the column', sheet, sheet.pairwise) : '',
    sheet.strongestPaths ? square('Strongest paths from row to column', sheet, sheet.strongestPaths) : '',
  ];
  return `<article>
<h1>${text(sheet.title)}</h1>
<p>${METHOD_NAMES[sheet.method]}: ${text(summary(sheet))} <small>(${text(file)})</small></p>
<h2>Elected</h2>
${elected.length > 0 ? `<ol>${elected.join('')}</ol>` : '<p>Nobody.</p>'}
${sheet.unfilledSeats > 0 ? `<p>Seats not filled: ${sheet.unfilledSeats}</p>` : ''}
${chart(sheet)}
${sheet.stages.map((stage) => section(sheet, stage)).join('\n')}
${matrices.join('')}
<p><small>Lot order: ${sheet.lotOrder.join(', ')}</small></p>
</article>`;
}

function section(sheet: CountSheet, stage: Stage): string {
  const before = sheet.method === 'star' ? undefined : sheet.stages[stage.stage - 2];
  const row = (label: string, votes: string, earlier: string | undefined, note: string) =>
    `<tr><th scope="row">${label}</th><td>${trimmed(votes)}</td><td>${change(earlier, votes)}</td><td class="words">${note}</td></tr>`;
  const rows = sheet.candidates.map((name, index) =>
    row(
      `${index + 1} ${text(name)}`,
      stage.votes[index] ?? '',
      before?.votes[index],
      fate(sheet, stage, index + 1),
    ),
  );
  if (Number(stage.nonTransferable) > 0) {
    rows.push(row('Not transferable', stage.nonTransferable, before?.nonTransferable, ''));
  }
  if (Number(stage.lossByFraction) > 0) {
    rows.push(row('Lost by fraction', stage.lossByFraction, before?.lossByFraction, ''));
  }
  return `<section>
<h2>Stage ${stage.stage}</h2>
<p>${text(stage.sentence.en)}</p>
<p lang="sv">${text(stage.sentence.sv)}</p>
<table><thead><tr><th scope="col">Candidate</th><th scope="col">${unitOf(sheet)}</th><th scope="col">Change</th><th scope="col" class="words">Outcome</th></tr></thead>
<tbody>${rows.join('')}</tbody></table>
</section>`;
}

function square(caption: string, sheet: CountSheet, rows: number[][]): string {
  const head = rows.map((_, index) => `<th scope="col">${index + 1}</th>`).join('');
  const body = rows.map(
    (row, index) =>
      `<tr><th scope="row">${index + 1} ${text(sheet.candidates[index] ?? '')}</th>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${caption}</caption><thead><tr><td></td>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d1b18; --paper: #fbfaf7; --line: #d8d3c8; --bar: #2f6f5e; --rest: #b9b2a3; }
@media (prefers-color-scheme: dark) { :root { --ink: #ece8e0; --paper: #1b1a18; --line: #45413a; --bar: #6fbfa6; --rest: #5c574d; } }
body { margin: 2rem auto; max-width: 56rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
table { border-collapse: collapse; margin: 1rem 0; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }
th, td { padding: 0.2rem 0.8rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, .words { text-align: left; }
caption { text-align: left; font-weight: 600; }
svg { width: 100%; height: auto; }
@media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
`;
