import { NotificationKind, type NotificationTab } from '@app/contract';

interface Nature {
  tab: NotificationTab;
  /** Whether somebody waits for the reader: such a thing is counted, the rest is a dot. */
  needing: boolean;
}

const NATURES: Record<NotificationKind, Nature> = {
  mention: { tab: 'you', needing: true },
  reply: { tab: 'you', needing: true },
  quote: { tab: 'you', needing: true },
  message: { tab: 'you', needing: true },
  bookmark: { tab: 'you', needing: true },
  'followed-post': { tab: 'following', needing: false },
  'followed-topic': { tab: 'following', needing: false },
  'election-opened': { tab: 'decisions', needing: false },
  'election-voting': { tab: 'decisions', needing: true },
  'election-closing': { tab: 'decisions', needing: true },
  'election-result': { tab: 'decisions', needing: false },
  'proposal-opened': { tab: 'decisions', needing: true },
  'proposal-closing': { tab: 'decisions', needing: true },
  'proposal-outcome': { tab: 'decisions', needing: false },
  'decision-review': { tab: 'you', needing: true },
};

export function natureOf(kind: NotificationKind): Nature {
  return NATURES[kind];
}

/** The kinds under a tab; all without one. */
export function kindsUnder(tab: NotificationTab | undefined): NotificationKind[] {
  return NotificationKind.options.filter((kind) => tab === undefined || NATURES[kind].tab === tab);
}

export const NEEDING: readonly NotificationKind[] = NotificationKind.options.filter(
  (kind) => NATURES[kind].needing,
);
