import type { DraftStep, DraftSteps, FieldIssue, OfficerRole } from '@app/contract';

const DAY_MS = 86_400_000;

/** The first step in which something is missing, or null. */
export function missingStep({ terms, roll, course, text, officers }: DraftSteps): DraftStep | null {
  if (!terms || terms.title.length < 5 || terms.category === '') return 'terms';
  if (!roll) return 'roll';
  if (!course) return 'course';
  if (!text || text.raw.trim() === '') return 'text';
  const named =
    officers && officers.returningOfficer !== '' && officers.scrutineers.some((name) => name !== '');
  return named && officers.sourcesConfirmed ? null : 'officers';
}

/** The text of the notice as Markdown, in each language that was written. */
export function noticeText({ raw, rawSv }: NonNullable<DraftSteps['text']>): string {
  return [raw, rawSv].filter((text) => text.trim() !== '').join('\n\n---\n\n');
}

/** Those named as officers, without the @ that people write before names. */
export function namedOfficers({ officers }: DraftSteps): { name: string; role: OfficerRole }[] {
  if (!officers) return [];
  const { returningOfficer, scrutineers, appealsBody } = officers;
  const roles: [OfficerRole, string[]][] = [
    ['returning-officer', [returningOfficer]],
    ['scrutineer', scrutineers],
    ['appeals-body', appealsBody],
  ];
  return roles.flatMap(([role, names]) =>
    names.map((name) => ({ name: name.replace(/^@/, ''), role })).filter(({ name }) => name !== ''),
  );
}

/** What does not fit in the dates of an election, by the field that has to change. */
export function whatsWrongWithDates(
  { roll, course, terms }: Required<Pick<DraftSteps, 'roll' | 'course' | 'terms'>>,
  now: Date,
): FieldIssue[] {
  const at = {
    recordAt: Date.parse(roll.recordAt),
    nominationsOpenAt: Date.parse(course.nominationsOpenAt),
    nominationsCloseAt: Date.parse(course.nominationsCloseAt),
    votingOpensAt: Date.parse(course.votingOpensAt),
    votingClosesAt: Date.parse(course.votingClosesAt),
    termsStartAt: Date.parse(course.termsStartAt),
  };
  const noticeEnd = now.getTime() + terms.bylaws.noticeDays * DAY_MS;
  const rules: [keyof typeof at, boolean, string][] = [
    [
      'nominationsCloseAt',
      at.nominationsCloseAt > Math.max(at.nominationsOpenAt, now.getTime()),
      'too-early',
    ],
    ['votingOpensAt', at.votingOpensAt > at.nominationsCloseAt, 'too-early'],
    // Notice runs from the announcement to the opening of the vote.
    ['votingOpensAt', at.votingOpensAt >= noticeEnd, 'notice-too-short'],
    ['votingClosesAt', at.votingClosesAt > at.votingOpensAt, 'too-early'],
    ['recordAt', at.recordAt < at.votingOpensAt, 'too-late'],
    ['termsStartAt', at.termsStartAt > at.votingClosesAt, 'too-early'],
  ];
  return rules
    .filter(([, holds]) => !holds)
    .map(([field, , code]) => ({ pointer: `/${field}`, code, message: 'This date does not fit the others' }));
}
