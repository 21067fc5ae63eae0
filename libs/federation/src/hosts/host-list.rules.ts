import { HostRuleKind } from '@app/contract';
import { readPattern } from './host-rules.rules.ts';

export interface ListedRule {
  pattern: string;
  rule: HostRuleKind;
  note: string;
}

export interface ReadList {
  rules: ListedRule[];
  skipped: { line: number; text: string }[];
}

/** What other programs call it. */
const WORDS: Record<string, HostRuleKind> = {
  suspend: 'deny',
  block: 'deny',
  blocked: 'deny',
  silence: 'limit',
  limited: 'limit',
};

/**
 * Reads a list of hosts as programs export them: `host`, `host,rule,note`, or Mastodon's table with a header
 * (`#domain,#severity,…,#public_comment`). A host without a rule is denied; of two lines for one host the
 * later holds.
 */
export function readHostList(csv: string): ReadList {
  const rules = new Map<string, ListedRule>();
  const skipped: ReadList['skipped'] = [];
  let columns = { host: 0, rule: 1, note: 2 };
  for (const [index, text] of csv.split(/\r?\n/).entries()) {
    const cells = cellsOf(text);
    const names = cells.map((cell) => cell.replace(/^#/, '').toLowerCase());
    if (names.includes('domain') || names.includes('host')) {
      columns = {
        host: Math.max(names.indexOf('domain'), names.indexOf('host')),
        rule: Math.max(names.indexOf('severity'), names.indexOf('rule')),
        note: Math.max(names.indexOf('public_comment'), names.indexOf('note')),
      };
      continue;
    }
    if (text.trim() === '' || text.startsWith('#')) continue;
    const pattern = readPattern(cells[columns.host] ?? '');
    const rule = ruleNamed(cells[columns.rule] ?? '');
    if (pattern === null || rule === null) {
      skipped.push({ line: index + 1, text: text.slice(0, 200) });
      continue;
    }
    rules.set(pattern, { pattern, rule, note: (cells[columns.note] ?? '').slice(0, 500) });
  }
  return { rules: [...rules.values()], skipped };
}

export function writeHostList(rules: readonly ListedRule[]): string {
  const lines = rules.map(({ pattern, rule, note }) => [pattern, rule, note].map(quoted).join(','));
  return ['host,rule,note', ...lines, ''].join('\r\n');
}

function ruleNamed(word: string): HostRuleKind | null {
  const name = word.trim().toLowerCase();
  if (name === '') return 'deny';
  return HostRuleKind.safeParse(name).data ?? WORDS[name] ?? null;
}

/** A line of RFC 4180, without line breaks within cells. */
function cellsOf(line: string): string[] {
  const cells = line.match(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g) ?? [];
  return cells.map((cell) => {
    const text = cell.replace(/^,/, '').trim();
    return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
  });
}

/** Also against programs that run what begins like a formula. */
function quoted(cell: string): string {
  const safe = /^[=+@-]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""').replaceAll(/[\r\n]+/g, ' ')}"` : safe;
}
