import type {
  ElectionEvent,
  ElectionMove,
  ElectionState,
  NextStep,
  Nomination,
  OfficerRole,
  StepKind,
} from '@app/contract';
import type { ProcessFacts } from './process.rules.ts';

/** What decides which one thing has to happen next, and whether it is the viewer's. */
export interface Situation {
  state: ElectionState;
  role: OfficerRole | null;
  viewerId: string | null;
  /** Whether the viewer is on the roll, and has a ballot to cast. */
  onRoll: boolean;
  mayNominate: boolean;
  facts: ProcessFacts;
  moves: readonly ElectionMove[];
  nominations: readonly Nomination[];
}

type Found = Pick<NextStep, 'kind'> &
  Partial<Pick<NextStep, 'event' | 'who' | 'asked'>> & { at?: Date | null };

const BOTH: OfficerRole[] = ['returning-officer', 'scrutineer'];
const RULERS: OfficerRole[] = ['scrutineer', 'appeals-body'];
const LEADER: OfficerRole[] = ['returning-officer'];
const BY_MEMBERS: ReadonlySet<StepKind> = new Set(['answer-nomination', 'stand', 'vote']);

/**
 * The one step that an election waits for, as the viewer sees it: what an officer asked for before everything else,
 * then what the state needs, in the order in which it has to be done.
 */
export function nextStepOf(situation: Situation): NextStep {
  const { role } = situation;
  const found =
    (role === null ? null : pending(situation)) ?? ofMember(situation) ?? STEPS[situation.state](situation);
  const { kind, event = null, who = [], asked = [], at = null } = found;
  const yours = BY_MEMBERS.has(kind) || (kind !== 'await-second' && role !== null && who.includes(role));
  return { kind, event, who, asked, yours, at: at?.toISOString() ?? null };
}

/** What one officer has asked for: the other one confirms it, who asked waits. */
function pending({ role, moves, viewerId }: Situation): Found | null {
  const move = moves.find(({ asked, refusal }) => asked.length > 0 && refusal === null);
  if (!move || role === 'appeals-body') return null;
  const { event, asked, mine } = move;
  const other = asked.some(({ id }) => id === viewerId) || !mine;
  return other
    ? { kind: 'await-second', event, who: BOTH, asked }
    : { kind: 'confirm', event, who: BOTH, asked };
}

function ofMember({
  state,
  role,
  viewerId,
  onRoll,
  mayNominate,
  facts,
  nominations,
}: Situation): Found | null {
  const own = nominations.find(({ account }) => account.id === viewerId);
  const open = state === 'nominations' || state === 'scrutiny';
  if (own?.state === 'nominated' && open) return { kind: 'answer-nomination', at: facts.nominationsCloseAt };
  if (role !== null) return null;
  if (state === 'nominations' && mayNominate) return { kind: 'stand', at: facts.nominationsCloseAt };
  return state === 'open' && onRoll ? { kind: 'vote', at: facts.votingClosesAt } : null;
}

const event = (kind: StepKind, name: ElectionEvent, who: OfficerRole[]): Found => ({
  kind,
  event: name,
  who,
});
const counting = (): Found => ({ kind: 'await-count' });

const STEPS: Record<ElectionState, (situation: Situation) => Found> = {
  draft: () => event('await-notices', 'announce', LEADER),
  announced: ({ facts }) =>
    facts.noticed < facts.rollSize
      ? { kind: 'await-notices' }
      : { kind: 'await-nominations', event: 'open-nominations', at: facts.nominationsOpenAt },
  nominations: ({ facts }) => ({ kind: 'collect-candidacies', at: facts.nominationsCloseAt }),
  scrutiny,
  campaign,
  sealed: ({ facts }) => ({ kind: 'await-opening', event: 'open-voting', at: facts.votingOpensAt }),
  open: ({ facts }) => ({ kind: 'await-close', event: 'close-voting', at: facts.votingClosesAt }),
  suspended: ({ facts }) => ({ ...event('resume', 'resume', BOTH), at: facts.votingClosesAt }),
  closed: counting,
  opened: counting,
  counted: counting,
  challenged,
  certified: () => ({ kind: 'finished' }),
  cancelled: () => ({ kind: 'ended' }),
  voided: () => ({ kind: 'ended' }),
};

function scrutiny({ nominations, facts }: Situation): Found {
  if (nominations.some(({ appeal }) => appeal !== null)) return { kind: 'rule-appeals', who: RULERS };
  if (facts.undecided > 0) return { kind: 'decide-candidacies', who: LEADER };
  if (facts.admitted === 0) return event('find-candidates', 'reopen-nominations', BOTH);
  return facts.admitted <= facts.seats && facts.acclamation
    ? event('declare-uncontested', 'declare-uncontested', BOTH)
    : event('publish-slate', 'publish-slate', LEADER);
}

function campaign({ facts }: Situation): Found {
  if (!facts.rollFrozen) return { kind: 'await-record-date' };
  if (facts.openClaims > 0) return { kind: 'rule-claims', who: BOTH };
  return facts.dryRunDone ? event('seal', 'seal', BOTH) : { kind: 'dry-run', who: BOTH };
}

function challenged({ facts }: Situation): Found {
  if (facts.openChallenges > 0) return { kind: 'rule-challenges', who: RULERS };
  if (facts.upheldChallenges > 0) return event('void', 'void', ['appeals-body']);
  return facts.challengeEndsAt !== null && facts.now < facts.challengeEndsAt
    ? { kind: 'await-window', at: facts.challengeEndsAt }
    : event('certify', 'certify', BOTH);
}
