import type { HostRuleKind } from '@app/contract';

export interface HostRule {
  pattern: string;
  rule: HostRuleKind;
  expiresAt: Date | null;
}

const NAME =
  /^(?:\*\.)?(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/;

/**
 * A host, `*.host` for all names below it and it itself, or `*` for everybody; in lower case, without a scheme.
 *
 * @returns null for what names no host
 */
export function readPattern(text: string): string | null {
  const given = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '');
  if (given === '*') return given;
  return NAME.test(given) ? given : null;
}

/**
 * The rule for a host: the one that names it exactly, else the longest that names what it stands under, else
 * the one for everybody.
 */
export function ruleFor<Rule extends HostRule>(host: string, rules: readonly Rule[], now: Date): Rule | null {
  let best: Rule | null = null;
  for (const rule of rules) {
    if (rule.expiresAt !== null && rule.expiresAt <= now) continue;
    if (matches(rule.pattern, host.toLowerCase()) && weight(rule) > weight(best)) best = rule;
  }
  return best;
}

export function matches(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  if (!pattern.startsWith('*.')) return pattern === host;
  const name = pattern.slice(2);
  return host === name || host.endsWith(`.${name}`);
}

function weight(rule: HostRule | null): number {
  if (rule === null) return -1;
  if (rule.pattern === '*') return 0;
  return rule.pattern.startsWith('*.') ? rule.pattern.length : 1000;
}
