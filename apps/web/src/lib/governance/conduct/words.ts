import type {
  CandidacyState,
  ElectionEvent,
  ElectionState,
  OfficerRole,
  RollReason,
  StepKind,
} from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

export const STATE_WORDS: Record<ElectionState, () => string> = {
  draft: m.conduct_state_draft,
  announced: m.conduct_state_announced,
  nominations: m.conduct_state_nominations,
  scrutiny: m.conduct_state_scrutiny,
  campaign: m.conduct_state_campaign,
  sealed: m.conduct_state_sealed,
  open: m.conduct_state_open,
  suspended: m.conduct_state_suspended,
  closed: m.conduct_state_closed,
  opened: m.conduct_state_opened,
  counted: m.conduct_state_counted,
  challenged: m.conduct_state_challenged,
  certified: m.conduct_state_certified,
  cancelled: m.conduct_state_cancelled,
  voided: m.conduct_state_voided,
};

export const EVENT_WORDS: Record<ElectionEvent, () => string> = {
  announce: m.conduct_event_announce,
  'open-nominations': m.conduct_event_open_nominations,
  'close-nominations': m.conduct_event_close_nominations,
  'publish-slate': m.conduct_event_publish_slate,
  'reopen-nominations': m.conduct_event_reopen_nominations,
  'declare-uncontested': m.conduct_event_declare_uncontested,
  seal: m.conduct_event_seal,
  'open-voting': m.conduct_event_open_voting,
  suspend: m.conduct_event_suspend,
  resume: m.conduct_event_resume,
  'close-voting': m.conduct_event_close_voting,
  'open-ballots': m.conduct_event_open_ballots,
  count: m.conduct_event_count,
  'open-challenges': m.conduct_event_open_challenges,
  certify: m.conduct_event_certify,
  install: m.conduct_event_install,
  void: m.conduct_event_void,
  cancel: m.conduct_event_cancel,
};

export const ROLE_WORDS: Record<OfficerRole, () => string> = {
  'returning-officer': m.conduct_role_returning_officer,
  scrutineer: m.conduct_role_scrutineer,
  'appeals-body': m.conduct_role_appeals_body,
};

export const CANDIDACY_WORDS: Record<CandidacyState, () => string> = {
  nominated: m.conduct_candidacy_nominated,
  accepted: m.conduct_candidacy_accepted,
  admitted: m.conduct_candidacy_admitted,
  refused: m.conduct_candidacy_refused,
  declined: m.conduct_candidacy_declined,
  withdrawn: m.conduct_candidacy_withdrawn,
};

export const ROLL_REASONS: Record<RollReason, (words: { group: string }) => string> = {
  'member-of-group': m.roll_why_member,
  'not-in-group': m.roll_why_not_in_group,
  'joined-later': m.roll_why_joined_later,
  lapsed: m.roll_why_lapsed,
  suspended: m.roll_why_suspended,
  resigned: m.roll_why_resigned,
  expelled: m.roll_why_expelled,
  died: m.roll_why_died,
  excluded: m.roll_why_excluded,
  corrected: m.roll_why_corrected,
};

/** What a step is called, and what it means; those of `confirm` and `await-second` name the event themselves. */
export const STEP_WORDS: Record<
  Exclude<StepKind, 'confirm' | 'await-second'>,
  { title: () => string; text: () => string }
> = {
  'await-notices': { title: m.conduct_await_notices, text: m.conduct_await_notices_text },
  'await-nominations': { title: m.conduct_await_nominations, text: m.conduct_await_nominations_text },
  'collect-candidacies': { title: m.conduct_collect, text: m.conduct_collect_text },
  'answer-nomination': { title: m.conduct_answer, text: m.conduct_answer_text },
  stand: { title: m.conduct_collect, text: m.conduct_stand_text },
  'rule-appeals': { title: m.conduct_rule_appeals, text: m.conduct_rule_appeals_text },
  'decide-candidacies': { title: m.conduct_decide, text: m.conduct_decide_text },
  'find-candidates': { title: m.conduct_find, text: m.conduct_find_text },
  'declare-uncontested': { title: m.conduct_uncontested, text: m.conduct_uncontested_text },
  'publish-slate': { title: m.conduct_publish, text: m.conduct_publish_text },
  'await-record-date': { title: m.conduct_await_record, text: m.conduct_await_record_text },
  'rule-claims': { title: m.conduct_rule_claims, text: m.conduct_rule_claims_text },
  'dry-run': { title: m.conduct_dry_run, text: m.conduct_dry_run_text },
  seal: { title: m.conduct_seal, text: m.conduct_seal_text },
  'await-opening': { title: m.conduct_await_opening, text: m.conduct_await_opening_text },
  'await-close': { title: m.next_voting, text: m.conduct_await_close_text },
  vote: { title: m.next_voting, text: m.next_voting_text },
  resume: { title: m.conduct_resume, text: m.conduct_resume_text },
  'await-count': { title: m.next_counting, text: m.next_counting_text },
  'rule-challenges': { title: m.conduct_rule_challenges, text: m.conduct_rule_challenges_text },
  'await-window': { title: m.conduct_await_window, text: m.conduct_await_window_text },
  void: { title: m.conduct_void, text: m.conduct_void_text },
  certify: { title: m.conduct_certify, text: m.conduct_certify_text },
  finished: { title: m.conduct_finished, text: m.conduct_finished_text },
  ended: { title: m.next_void, text: m.conduct_ended_text },
};
