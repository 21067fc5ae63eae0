import type { Outcome } from '@app/contract';

interface Named {
  id: string;
  topicId: string;
  title: string;
}

const DECIDED: Record<Outcome, string> = {
  adopted: 'is adopted',
  rejected: 'is rejected',
  withdrawn: 'is withdrawn',
};

/** What the topic says when a proposal moves on, as Markdown; never a number that may still be hidden. */
export const announce = {
  opened: (proposal: Named, closesAt: Date): string =>
    `**A proposal is put to the vote:** ${linked(proposal)}. Voting ends ${minute(closesAt)}.`,

  changed: (proposal: Named, version: number, closesAt: Date): string =>
    `**The text of ${linked(proposal)} was changed.** Version ${version} is what is voted on now; ` +
    `whoever has voted is asked to confirm. Voting ends ${minute(closesAt)}.`,

  closed: (proposal: Named, { turnout, rollSize, carried }: Closing): string =>
    `**Voting on ${linked(proposal)} has ended.** ${turnout} of ${rollSize} voted; ` +
    `the numbers ${carried ? 'carry it' : 'do not carry it'}. The outcome is yet to be stated.`,

  decided: (proposal: Named, outcome: Outcome, decisionId: string): string =>
    `**${linked(proposal)} ${DECIDED[outcome]}.** See [decision ${decisionId}](/decisions/${decisionId}).`,
};

interface Closing {
  turnout: number;
  rollSize: number;
  carried: boolean;
}

function linked({ id, topicId, title }: Named): string {
  const plain = title.replace(/[\\`*_{}[\]()#+\-.!|<>~@:/]/g, '\\$&');
  return `[${plain}](/t/${topicId}/proposal/${id})`;
}

function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
