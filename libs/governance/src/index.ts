import { CandidacySecond } from './candidacies/candidacy-second.entity.ts';
import { Challenge } from './challenges/challenge.entity.ts';
import { ElectionDraft } from './elections/election-draft.entity.ts';
import { ElectionNotice } from './notices/election-notice.entity.ts';
import { ElectionProcess } from './elections/election-process.entity.ts';
import { Office } from './offices/office.entity.ts';
import { RollClaim } from './roll/roll-claim.entity.ts';
import { StandingEvent } from './roll/standing-event.entity.ts';
import { Term } from './offices/term.entity.ts';
import { Ballot } from './ballots/ballot.entity.ts';
import { TreeHead } from './ballots/tree-head.entity.ts';
import { Candidacy } from './candidacies/candidacy.entity.ts';
import { ClosingProgress } from './counts/closing-progress.entity.ts';
import { ElectionCount } from './counts/election-count.entity.ts';
import { LotSecret } from './counts/lot-secret.entity.ts';
import { Decision } from './decisions/decision.entity.ts';
import { Election } from './elections/election.entity.ts';
import { GovEvent } from './events/gov-event.entity.ts';
import { ElectionApproval } from './officers/election-approval.entity.ts';
import { ElectionOfficer } from './officers/election-officer.entity.ts';
import { MemberKey } from './member-keys/member-key.entity.ts';
import { ProposalVersion } from './proposals/proposal-version.entity.ts';
import { ProposalVoter } from './proposals/proposal-voter.entity.ts';
import { Proposal } from './proposals/proposal.entity.ts';
import { RollEntry } from './roll/roll-entry.entity.ts';
import { SENSE_ENTITIES } from './sense-checks/sense-checks.parts.ts';

export { AnnouncingService } from './setup/announcing.service.ts';
export { BallotBox } from './ballots/ballot-box.ts';
export { BatchesService } from './ballots/batches.service.ts';
export { CandidaciesService } from './candidacies/candidacies.service.ts';
export { blindSign } from './credentials/blind-sign.ts';
export { ClosingService } from './counts/closing.service.ts';
export { CredentialsService } from './credentials/credentials.service.ts';
export { ConductingService } from './elections/conducting.service.ts';
export { DraftsService } from './setup/drafts.service.ts';
export { DryRunService } from './elections/dry-run.service.ts';
export { ElectionClock } from './elections/election-clock.ts';
export { ElectionsService } from './elections/elections.service.ts';
export { ElectionsView } from './elections/elections.view.ts';
export { LiveElectionView } from './elections/live-election.view.ts';
export { LiveProposalView } from './proposals/live-proposal.view.ts';
export { OutcomesService } from './proposals/outcomes.service.ts';
export { ProposalClosingService } from './proposals/proposal-closing.service.ts';
export { NominationsService } from './candidacies/nominations.service.ts';
export { NoticesService } from './notices/notices.service.ts';
export { OfficesService } from './offices/offices.service.ts';
export { OfficersView } from './officers/officers.view.ts';
export { ProposalVotesService } from './proposals/proposal-votes.service.ts';
export { ProposalsService } from './proposals/proposals.service.ts';
export { LiveSenseView } from './sense-checks/live-sense.view.ts';
export { SenseAnswersService } from './sense-checks/sense-answers.service.ts';
export { SenseChecksService } from './sense-checks/sense-checks.service.ts';
export { SenseClosingService } from './sense-checks/sense-closing.service.ts';
export { UndecidedView } from './proposals/undecided.view.ts';
export { RecordsView } from './records/records.view.ts';
export { VotingService } from './elections/voting.service.ts';
export { MemberKeysService } from './member-keys/member-keys.service.ts';
export { merkleRoot } from './merkle-root.ts';
export { GovernanceModule } from './governance.module.ts';

export const GOVERNANCE_ENTITIES = [
  Election,
  Candidacy,
  RollEntry,
  ElectionOfficer,
  ElectionApproval,
  GovEvent,
  CandidacySecond,
  Challenge,
  ElectionDraft,
  ElectionNotice,
  ElectionProcess,
  Office,
  RollClaim,
  StandingEvent,
  Term,
  Ballot,
  TreeHead,
  ElectionCount,
  ClosingProgress,
  LotSecret,
  MemberKey,
  Proposal,
  ProposalVersion,
  ProposalVoter,
  Decision,
  ...SENSE_ENTITIES,
];
