import type {
  AccountRef,
  CategoryRef,
  Outcome,
  Proposal as ProposalForViewer,
  ProposalTally,
  ProposalTerms,
  Stance,
} from '@app/contract';
import { categoryRefSql } from '@app/forum';
import { accountRefSql } from '@app/identity';
import type { Proposal } from './proposal.entity.ts';
import { isCarried, quorumVotes, seesResults, turnoutOf } from './proposal.rules.ts';

const counted = (choice: Stance): string =>
  `'${choice}', count(*) filter (where v.choice = '${choice}' and v.version = p.version)`;

/**
 * Proposals with their votes counted and one viewer's own vote ($1, null for a guest); continue with
 * joins or conditions on `p`, `t` and `c`. What this reads is shown through `toProposal` alone.
 */
export const PROPOSAL_SQL = `
  select p.id, p.state, p.version, p.revision, p.title, p.author_id as "authorId",
    p.electorate_slug::text as "electorateSlug", p.electorate_name as "electorateName",
    p.roll_size as "rollSize", p.quorum, p.threshold, p.blocking, p.results,
    p.opened_at as "openedAt", p.closes_at as "closesAt", p.closed_at as "closedAt",
    jsonb_build_object('id', t.id::text, 'slug', t.slug, 'title', t.title) as topic,
    ${categoryRefSql('c')} as category, ${accountRefSql('author')} as author,
    wording.html, wording.created_at as "changedAt", votes.tally,
    d.id as "decisionId", d.outcome, own.account_id is not null as "onRoll",
    own.choice, own.reason, own.version as "votedVersion"
  from proposal p
    join topic t on t.id = p.topic_id and t.deleted_at is null
    join category c on c.id = t.category_id
    join account author on author.id = p.author_id
    join proposal_version wording on wording.proposal_id = p.id and wording.version = p.version
    left join decision d on d.proposal_id = p.id
    left join proposal_voter own on own.proposal_id = p.id and own.account_id = $1
    cross join lateral (
      select jsonb_build_object(${counted('agree')}, ${counted('abstain')}, ${counted('disagree')},
        ${counted('block')}, 'unconfirmed', count(*) filter (where v.version < p.version)) as tally
      from proposal_voter v where v.proposal_id = p.id and v.choice is not null
    ) votes`;

export interface ProposalRow extends Omit<Proposal, 'topicId'> {
  topic: ProposalForViewer['topic'];
  category: CategoryRef;
  author: AccountRef;
  html: string;
  changedAt: Date;
  tally: ProposalTally;
  decisionId: string | null;
  outcome: Outcome | null;
  onRoll: boolean;
  choice: Stance | null;
  reason: string | null;
  votedVersion: number | null;
}

/**
 * A proposal as this viewer may see it: the one place that a count of its votes passes.
 *
 * @param viewer null for a guest
 * @param now the time as the database has it
 */
export function toProposal(
  row: ProposalRow,
  viewer: { mayConduct: boolean } | null,
  now: Date,
): ProposalForViewer {
  const { id, topic, category, title, author, state, html, version, revision, decisionId, outcome } = row;
  const shown = seesResults(row, { hasVoted: row.choice !== null });
  const { choice, reason, votedVersion, onRoll } = row;
  return {
    id,
    topic,
    category,
    title,
    author,
    state,
    html,
    version,
    revision,
    terms: termsOf(row),
    openedAt: row.openedAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    closesAt: row.closesAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    turnout: turnoutOf(row.tally),
    tally: shown ? row.tally : null,
    carried: row.closedAt === null ? null : isCarried(row, row.tally),
    decision: decisionId !== null && outcome !== null ? { id: decisionId, outcome } : null,
    viewer: viewer && {
      onRoll,
      vote:
        choice !== null && votedVersion !== null
          ? { choice, reason: reason ?? '', version: votedVersion }
          : null,
      mayVote: onRoll && state === 'open' && now < row.closesAt,
      mayConduct: viewer.mayConduct && state !== 'decided',
    },
  };
}

export function termsOf(
  proposal: Pick<
    Proposal,
    'electorateSlug' | 'electorateName' | 'rollSize' | 'quorum' | 'threshold' | 'blocking' | 'results'
  >,
): ProposalTerms {
  const {
    electorateSlug: slug,
    electorateName: name,
    rollSize,
    quorum,
    threshold,
    blocking,
    results,
  } = proposal;
  return {
    electorate: { slug, name },
    rollSize,
    quorum,
    quorumVotes: quorumVotes(proposal),
    threshold,
    blocking,
    results,
  };
}
