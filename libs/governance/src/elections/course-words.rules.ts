import type { ElectionEvent } from '@app/contract';

/** What the topic says when an election is moved on, as Markdown; null where the event says it itself. */
export function courseWords(
  event: ElectionEvent,
  {
    by,
    reason,
    until,
    hash,
  }: { by: string[]; reason: string; until: Date | null; hash?: string | undefined },
): string {
  const who = by.length === 0 ? '' : ` By ${by.join(' and ')}.`;
  const why = reason === '' ? '' : `\n\n> ${reason.replaceAll('\n', '\n> ')}`;
  return `${WORDS[event](until === null ? '' : minute(until))}${who}${hash ? `\n\nEvery ballot will name this manifest: \`${hash}\`` : ''}${why}`;
}

const WORDS: Record<ElectionEvent, (until: string) => string> = {
  announce: () => '**The election is announced.** Its terms are fixed.',
  'open-nominations': (until) => `**Nominations are open** until ${until}.`,
  'close-nominations': () => '**Nominations have closed.** The candidacies are being looked at.',
  'publish-slate': () => '**The list of candidates is final.**',
  'reopen-nominations': (until) => `**Nominations are open again** until ${until}.`,
  'declare-uncontested': () =>
    '**There are no more candidates than seats:** all who stand are elected without a vote.',
  seal: () =>
    '**The election is sealed.** Statements, candidates and the electoral roll cannot be changed any more.',
  'open-voting': (until) => `**Voting is open** until ${until}.`,
  suspend: () => '**Voting is suspended.** Ballots that were cast are kept.',
  resume: (until) => `**Voting goes on** until ${until}.`,
  'close-voting': () => '**Voting has closed.** The ballots are being opened and counted.',
  'open-ballots': () => '**The ballots are open:** the key is published.',
  count: () => '**The ballots are counted.**',
  'open-challenges': (until) => `**The result is provisional** and can be challenged until ${until}.`,
  certify: () => '**The result is certified.**',
  install: () => '**Those elected take office** when their terms begin.',
  void: () => '**The election is void.**',
  cancel: () => '**The election is cancelled.**',
};

function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
