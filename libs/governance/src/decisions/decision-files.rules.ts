import type { Decision } from '@app/contract';

const COLUMNS = [
  'id',
  'title',
  'outcome',
  'category',
  'decided_at',
  'owner',
  'review_on',
  'agree',
  'abstain',
  'disagree',
  'block',
  'unconfirmed',
  'roll',
  'quorum_votes',
  'threshold',
  'version',
  'topic',
  'said',
];

/** The decision log as CSV (RFC 4180), one line for each decision. */
export function decisionTable(decisions: readonly Decision[]): string {
  const lines = decisions.map((decision) => {
    const { tally, terms, owner } = decision;
    return [
      decision.id,
      decision.title,
      decision.outcome,
      decision.category.slug,
      decision.decidedAt,
      owner?.handle ?? '',
      decision.reviewOn ?? '',
      tally?.agree ?? '',
      tally?.abstain ?? '',
      tally?.disagree ?? '',
      tally?.block ?? '',
      tally?.unconfirmed ?? '',
      terms.rollSize,
      terms.quorumVotes,
      terms.threshold,
      decision.version,
      decision.topic.id,
      decision.excerpt,
    ];
  });
  return [COLUMNS, ...lines].map((line) => line.map(cell).join(',') + '\r\n').join('');
}

/** A text that a spreadsheet would take for a formula is marked as text. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
