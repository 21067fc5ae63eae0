import type { Association, DemoMember } from './association.ts';
import type { DemoCandidate, DemoElection, DemoThread } from './demo.ts';
import { DemoFile, minutesAgo, type Section } from './demo-file.ts';
import { readPosts, readSignature } from './read-posts.ts';

/** @throws DemoFileError for anything that the format does not know */
export function readThread(path: string, text: string, association: Association): DemoThread {
  const file = new DemoFile(path, text);
  const thread = {
    ...readHeading(file, association),
    posts: readPosts(file, file.sections, association.members),
  };
  file.refuseOtherFields();
  return thread;
}

/** @throws DemoFileError for anything that the format does not know, or an election that could not be */
export function readElection(path: string, text: string, association: Association): DemoElection {
  const file = new DemoFile(path, text);
  const { candidate, ballot, post } = Object.groupBy(file.sections, ({ head }) => {
    if (head.startsWith('candidate ')) return 'candidate';
    return head.startsWith('ballot ') ? 'ballot' : 'post';
  });
  const candidates = readCandidates(file, candidate ?? [], association.members);
  const election: DemoElection = {
    ...readHeading(file, association),
    method: file.take('method', oneOf('scottish-stv')),
    seats: file.take('seats', (value) => (/^[1-9]\d*$/.test(value) ? Number(value) : undefined)),
    phase: file.take('phase', oneOf('voting', 'result')),
    nominationsCloseMinutesAgo: file.take('nominationsClose', minutesAgo),
    votingClosesMinutesAgo: file.take('votingCloses', minutesAgo),
    candidates,
    ballots: (ballot ?? []).map((section) => readRanking(file, section, candidates)),
    elected: [],
    posts: readPosts(file, post ?? [], association.members),
  };
  if (election.phase === 'result') {
    election.elected = file.take('elected', (value) => handlesAmong(value, candidates));
  }
  file.refuseOtherFields();
  const wrong = whyNotElection(election, association.members.length);
  if (wrong) throw file.error(1, wrong);
  return election;
}

function readHeading(file: DemoFile, { categories }: Association): Omit<DemoThread, 'posts'> {
  return {
    title: file.take('title', (value) => value),
    category: file.take('category', oneOf(...categories.map(({ slug }) => slug))),
    language: file.take('language', oneOf('en', 'sv')),
  };
}

function readCandidates(file: DemoFile, sections: Section[], members: DemoMember[]): DemoCandidate[] {
  const candidates: DemoCandidate[] = [];
  for (const { line, head, body } of sections) {
    const { member, minutesAgo } = readSignature(file, line, head.slice('candidate '.length), members);
    if (!body) throw file.error(line, 'no statement');
    if (candidates.some(({ handle }) => handle === member.handle)) throw file.error(line, 'stands already');
    candidates.push({ handle: member.handle, minutesAgo, statement: body });
  }
  return candidates;
}

function readRanking(file: DemoFile, { line, head, body }: Section, candidates: DemoCandidate[]): string[] {
  const ranking = handlesAmong(head.slice('ballot '.length), candidates);
  if (!ranking) throw file.error(line, `not a ranking of candidates: "${head}"`);
  if (body) throw file.error(line, 'a ballot has no text');
  return ranking;
}

/** The handles in a text if each is a candidate and none stands twice. */
function handlesAmong(text: string, candidates: DemoCandidate[]): string[] | undefined {
  const handles = text.split(' ');
  const known = handles.every((handle) => candidates.some((candidate) => candidate.handle === handle));
  return known && new Set(handles).size === handles.length ? handles : undefined;
}

/** Why this could not have happened, or null. */
function whyNotElection(election: DemoElection, memberCount: number): string | null {
  const { phase, seats, candidates, ballots, elected, posts } = election;
  const opened = posts[0]?.minutesAgo ?? 0;
  const nominationsClose = election.nominationsCloseMinutesAgo;
  const votingCloses = election.votingClosesMinutesAgo;
  if (!(opened > nominationsClose && nominationsClose > votingCloses)) return 'the times are not in order';
  if (nominationsClose < 0) return 'voting has not begun';
  if (candidates.some((each) => each.minutesAgo > opened || each.minutesAgo < nominationsClose))
    return 'a nomination outside its time';
  if (candidates.length <= seats) return 'not more candidates than seats';
  if (phase === 'result') {
    if (votingCloses < 0) return 'a result before the close';
    if (elected.length !== seats) return `${seats} seats, but ${elected.length} elected`;
    return ballots.length > memberCount ? 'more ballots than members' : null;
  }
  if (votingCloses >= 0) return 'voting is over';
  return ballots.length > 0 ? 'ballots are not known before the close' : null;
}

function oneOf<T extends string>(...known: T[]): (value: string) => T | undefined {
  return (value) => known.find((each) => each === value);
}
