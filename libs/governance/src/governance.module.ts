import { Module } from '@nestjs/common';
import { ForumModule } from '@app/forum';
import { IdentityModule } from '@app/identity';
import { GovernancePart } from './leaving/governance-part.ts';
import { BallotBox } from './ballots/ballot-box.ts';
import { BallotsController } from './ballots/ballots.controller.ts';
import { BatchesJobs } from './ballots/batches.jobs.ts';
import { BatchesService } from './ballots/batches.service.ts';
import { HeadPosts } from './ballots/head-posts.ts';
import { CandidaciesController } from './candidacies/candidacies.controller.ts';
import { CandidaciesService } from './candidacies/candidacies.service.ts';
import { BallotArchive } from './counts/ballot-archive.ts';
import { ClosingService } from './counts/closing.service.ts';
import { CountsService } from './counts/counts.service.ts';
import { LotsController } from './counts/lots.controller.ts';
import { LotsService } from './counts/lots.service.ts';
import { ResultsController } from './counts/results.controller.ts';
import { ResultsView } from './counts/results.view.ts';
import { CredentialsController } from './credentials/credentials.controller.ts';
import { CredentialsService } from './credentials/credentials.service.ts';
import { Registrars } from './credentials/registrars.ts';
import { DecisionFilesView } from './decisions/decision-files.view.ts';
import { DecisionsController } from './decisions/decisions.controller.ts';
import { DecisionsView } from './decisions/decisions.view.ts';
import { ElectionClock } from './elections/election-clock.ts';
import { ElectionsController } from './elections/elections.controller.ts';
import { ElectionsService } from './elections/elections.service.ts';
import { ElectionsView } from './elections/elections.view.ts';
import { LiveElectionView } from './elections/live-election.view.ts';
import { PhaseChanges } from './elections/phase-changes.ts';
import { TurnoutService } from './elections/turnout.service.ts';
import { VotingService } from './elections/voting.service.ts';
import { GovLog } from './events/gov-log.ts';
import { ElectionKeys } from './keys/election-keys.ts';
import { Manifests } from './keys/manifests.ts';
import { MemberKeysController } from './member-keys/member-keys.controller.ts';
import { MemberKeysService } from './member-keys/member-keys.service.ts';
import { LiveProposalView } from './proposals/live-proposal.view.ts';
import { OutcomesService } from './proposals/outcomes.service.ts';
import { ProposalClock } from './proposals/proposal-clock.ts';
import { ProposalClosingService } from './proposals/proposal-closing.service.ts';
import { ProposalSteps } from './proposals/proposal-steps.ts';
import { ProposalVotesService } from './proposals/proposal-votes.service.ts';
import { ProposalVotesView } from './proposals/proposal-votes.view.ts';
import { ProposalsController } from './proposals/proposals.controller.ts';
import { ProposalsJobs } from './proposals/proposals.jobs.ts';
import { ProposalsService } from './proposals/proposals.service.ts';
import { ProposalsView } from './proposals/proposals.view.ts';
import { TopicProposalsController } from './proposals/topic-proposals.controller.ts';
import { UndecidedView } from './proposals/undecided.view.ts';
import { RecordsController } from './records/records.controller.ts';
import { RecordsView } from './records/records.view.ts';
import { RollListView } from './records/roll-list.view.ts';
import { VerifierController } from './records/verifier.controller.ts';
import { VotingController } from './proposals/voting.controller.ts';
import { SENSE, SENSE_CONTROLLERS } from './sense-checks/sense-checks.parts.ts';
import { LiveSenseView } from './sense-checks/live-sense.view.ts';
import { BylawsController } from './bylaws/bylaws.controller.ts';
import { NominationsController } from './candidacies/nominations.controller.ts';
import { NominationsService } from './candidacies/nominations.service.ts';
import { ChallengesController } from './challenges/challenges.controller.ts';
import { ChallengesService } from './challenges/challenges.service.ts';
import { ConductedPhases } from './elections/conducted-phases.ts';
import { ConductingParts } from './elections/conducting-parts.ts';
import { ConductingService } from './elections/conducting.service.ts';
import { ElectionCourse } from './elections/course.ts';
import { DryRunService } from './elections/dry-run.service.ts';
import { ClockMoments, ElectionsJobs } from './elections/elections.jobs.ts';
import { ProcessEffects } from './elections/process-effects.ts';
import { ProcessController } from './elections/process.controller.ts';
import { ProcessView } from './elections/process.view.ts';
import { GovEventsView } from './events/gov-events.view.ts';
import { GovTelling } from './events/gov-telling.ts';
import { NoticesService } from './notices/notices.service.ts';
import { ElectionDoor } from './officers/officers.ts';
import { OfficersView } from './officers/officers.view.ts';
import { Installing } from './offices/installing.ts';
import { OfficeRights } from './offices/office-rights.ts';
import { OfficesController } from './offices/offices.controller.ts';
import { OfficesService } from './offices/offices.service.ts';
import { OfficesView } from './offices/offices.view.ts';
import { Vacancies } from './offices/vacancies.ts';
import { OwnRollView } from './roll/own-roll.view.ts';
import { RollClaimsService } from './roll/roll-claims.service.ts';
import { RollKeeping } from './roll/roll-keeping.ts';
import { RollController } from './roll/roll.controller.ts';
import { AnnouncedParts } from './setup/announced-parts.ts';
import { AnnouncingService } from './setup/announcing.service.ts';
import { DraftParts } from './setup/draft-parts.ts';
import { DraftsController } from './setup/drafts.controller.ts';
import { DraftsService } from './setup/drafts.service.ts';

/** How a community decides: proposals and elections, from the notice to the result, and the log of decisions. */
@Module({
  imports: [IdentityModule, ForumModule],
  controllers: [
    BylawsController,
    ChallengesController,
    DraftsController,
    NominationsController,
    OfficesController,
    ProcessController,
    RollController,
    ElectionsController,
    CandidaciesController,
    CredentialsController,
    LotsController,
    MemberKeysController,
    RecordsController,
    VerifierController,
    ResultsController,
    BallotsController,
    DecisionsController,
    ProposalsController,
    TopicProposalsController,
    VotingController,
    ...SENSE_CONTROLLERS,
  ],
  providers: [
    AnnouncedParts,
    AnnouncingService,
    ChallengesService,
    ClockMoments,
    ConductedPhases,
    ConductingParts,
    ConductingService,
    DraftParts,
    DraftsService,
    DryRunService,
    ElectionCourse,
    ElectionDoor,
    GovEventsView,
    GovTelling,
    Installing,
    NominationsService,
    NoticesService,
    OfficeRights,
    OfficersView,
    OfficesService,
    OfficesView,
    OwnRollView,
    ProcessEffects,
    ProcessView,
    RollClaimsService,
    RollKeeping,
    Vacancies,
    BallotArchive,
    BallotBox,
    BatchesJobs,
    BatchesService,
    CandidaciesService,
    ClosingService,
    CountsService,
    CredentialsService,
    DecisionFilesView,
    DecisionsView,
    ElectionClock,
    ElectionKeys,
    HeadPosts,
    ElectionsJobs,
    ElectionsService,
    ElectionsView,
    GovernancePart,
    GovLog,
    LiveElectionView,
    LiveProposalView,
    LotsService,
    Manifests,
    MemberKeysService,
    OutcomesService,
    PhaseChanges,
    ProposalClock,
    ProposalClosingService,
    ProposalSteps,
    ProposalVotesService,
    ProposalVotesView,
    ProposalsJobs,
    ProposalsService,
    ProposalsView,
    RecordsView,
    RollListView,
    Registrars,
    ResultsView,
    TurnoutService,
    UndecidedView,
    VotingService,
    ...SENSE,
  ],
  exports: [
    NoticesService,
    OfficersView,
    ElectionClock,
    ElectionsService,
    CandidaciesService,
    LiveElectionView,
    LiveProposalView,
    LiveSenseView,
    UndecidedView,
  ],
})
export class GovernanceModule {}
