import type { Outcome, ProposalTerms, Stance, Threshold } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

export const STANCES: readonly Stance[] = ['agree', 'abstain', 'disagree', 'block'];

export const STANCE_WORDS: Record<Stance, () => string> = {
  agree: m.stance_agree,
  abstain: m.stance_abstain,
  disagree: m.stance_disagree,
  block: m.stance_block,
};

export const STANCE_MEANINGS: Record<Stance, () => string> = {
  agree: m.stance_agree_means,
  abstain: m.stance_abstain_means,
  disagree: m.stance_disagree_means,
  block: m.stance_block_means,
};

export const OUTCOME_WORDS: Record<Outcome, () => string> = {
  adopted: m.outcome_adopted,
  rejected: m.outcome_rejected,
  withdrawn: m.outcome_withdrawn,
};

export const OUTCOME_LOOKS: Record<Outcome, string> = {
  adopted: 'bg-ok-soft text-ok',
  rejected: 'bg-bad-soft text-bad',
  withdrawn: '',
};

export const THRESHOLD_WORDS: Record<Threshold, () => string> = {
  majority: m.proposal_threshold_majority,
  'two-thirds': m.proposal_threshold_two_thirds,
  'three-quarters': m.proposal_threshold_three_quarters,
  unanimity: m.proposal_threshold_unanimity,
};

/** The stances that can be taken under these terms. */
export function stancesOf({ blocking }: Pick<ProposalTerms, 'blocking'>): readonly Stance[] {
  return blocking ? STANCES : STANCES.filter((stance) => stance !== 'block');
}
