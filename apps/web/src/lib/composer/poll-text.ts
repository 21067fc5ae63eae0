/** What somebody fills in to ask the readers of a post. */
export interface PollFields {
  question: string;
  /** One a line. */
  options: string;
  kind: 'single' | 'multiple' | 'ranked';
  anonymous: boolean;
  hidden: boolean;
  /** Whether people on other servers are asked too. */
  isPublic: boolean;
  /** Local time as a field of type `datetime-local` has it; empty for no end. */
  closes: string;
}

/** The options that are filled in, each once. */
export function optionsOf(options: string): string[] {
  const lines = options.split('\n').map((line) => line.replace(/^[-*]\s+/, '').trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** A poll as it stands in a post's text. */
export function pollText({
  question,
  options,
  kind,
  anonymous,
  hidden,
  isPublic,
  closes,
}: PollFields): string {
  const terms = [
    'poll',
    ...(kind === 'single' ? [] : [kind]),
    ...(anonymous ? ['anonymous'] : []),
    ...(hidden ? ['hidden'] : []),
    ...(isPublic ? ['public'] : []),
    ...(closes === '' ? [] : [`closes=${new Date(closes).toISOString()}`]),
  ];
  const lines = optionsOf(options).map((option) => `- ${option}`);
  return [`\`\`\`${terms.join(' ')}`, question.replaceAll(/\s+/g, ' ').trim(), ...lines, '```'].join('\n');
}
