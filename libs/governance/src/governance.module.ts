import { Module } from '@nestjs/common';
import { ForumModule } from '@app/forum';
import { BallotBox } from './ballots/ballot-box.ts';
import { BallotsController } from './ballots/ballots.controller.ts';
import { CandidaciesController } from './candidacies/candidacies.controller.ts';
import { CandidaciesService } from './candidacies/candidacies.service.ts';
import { BallotArchive } from './counts/ballot-archive.ts';
import { ClosingService } from './counts/closing.service.ts';
import { CountsService } from './counts/counts.service.ts';
import { ResultsController } from './counts/results.controller.ts';
import { ResultsView } from './counts/results.view.ts';
import { CredentialsController } from './credentials/credentials.controller.ts';
import { CredentialsService } from './credentials/credentials.service.ts';
import { ElectionClock } from './elections/election-clock.ts';
import { ElectionsController } from './elections/elections.controller.ts';
import { ElectionsService } from './elections/elections.service.ts';
import { ElectionsView } from './elections/elections.view.ts';
import { ElectionsJobs } from './elections/elections.jobs.ts';
import { LiveElectionView } from './elections/live-election.view.ts';
import { Manifests } from './elections/manifests.ts';
import { PhaseChanges } from './elections/phase-changes.ts';
import { TurnoutService } from './elections/turnout.service.ts';
import { VotingService } from './elections/voting.service.ts';
import { ElectionKeys } from './keys/election-keys.ts';

/** How a community decides: elections, from the notice to the result. */
@Module({
  imports: [ForumModule],
  controllers: [
    ElectionsController,
    CandidaciesController,
    CredentialsController,
    ResultsController,
    BallotsController,
  ],
  providers: [
    BallotArchive,
    BallotBox,
    CandidaciesService,
    ClosingService,
    CountsService,
    CredentialsService,
    ElectionClock,
    ElectionKeys,
    ElectionsJobs,
    ElectionsService,
    ElectionsView,
    LiveElectionView,
    Manifests,
    PhaseChanges,
    ResultsView,
    TurnoutService,
    VotingService,
  ],
  exports: [ElectionClock, ElectionsService, CandidaciesService, LiveElectionView],
})
export class GovernanceModule {}
