/** What the topic says when an election moves on, as Markdown. */
export const announce = {
  voting: (facts: {
    candidates: string[];
    seats: number;
    votingClosesAt: Date;
    manifestHash: string;
  }): string =>
    `**Voting is open** until ${minute(facts.votingClosesAt)}. ` +
    `${counted(facts.candidates.length, 'candidate stands', 'candidates stand')} ` +
    `for ${counted(facts.seats, 'seat', 'seats')}: ${listed(facts.candidates)}.\n\n` +
    `Every ballot names this manifest: \`${facts.manifestHash}\``,

  counting: (): string => `**Voting has closed.** The ballots are being opened and counted.`,

  result: (facts: { elected: string[]; cast: number; valid: number; logRoot: string }): string =>
    `**The result:** ${listed(facts.elected)} ${facts.elected.length === 1 ? 'is' : 'are'} elected. ` +
    `${counted(facts.cast, 'ballot was', 'ballots were')} cast, ` +
    `and ${facts.valid === facts.cast ? 'all' : facts.valid} of them could be counted.\n\n` +
    `Root of all stored ballots: \`${facts.logRoot}\``,

  'no-candidates': (): string =>
    `**The election ends without a result:** nominations closed and nobody stands.`,

  'no-ballots': (): string =>
    `**The election ends without a result:** voting closed and there is no ballot that can be counted.`,
};

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

function listed(names: string[]): string {
  const plain = names.map((name) => name.replace(/[\\`*_{}[\]()#+\-.!|<>~@:/]/g, '\\$&'));
  return plain.length < 2 ? plain.join('') : `${plain.slice(0, -1).join(', ')} and ${plain.at(-1)}`;
}

function minute(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
