import type { HostRuleKind } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

/** The rules as a choice that explains itself, in the order of their weight. */
export const RULE_CHOICES: Record<HostRuleKind, () => string> = {
  deny: m.fed_rule_deny,
  limit: m.fed_rule_limit,
  'media-off': m.fed_rule_media_off,
  'reports-ignored': m.fed_rule_reports_ignored,
  allow: m.fed_rule_allow,
};

/** The rules in one word, beside a server's name. */
export const RULE_NAMES: Record<HostRuleKind, { label: () => string; tone: string }> = {
  deny: { label: m.fed_short_deny, tone: 'bg-bad-soft text-bad' },
  limit: { label: m.fed_short_limit, tone: 'bg-warn-soft text-warn' },
  'media-off': { label: m.fed_short_media_off, tone: 'bg-warn-soft text-warn' },
  'reports-ignored': { label: m.fed_short_reports_ignored, tone: 'bg-warn-soft text-warn' },
  allow: { label: m.fed_short_allow, tone: 'bg-ok-soft text-ok' },
};
