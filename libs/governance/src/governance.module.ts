import { Module } from '@nestjs/common';
import { ForumModule } from '@app/forum';
import { BallotBox } from './ballots/ballot-box.ts';
import { CandidaciesController } from './candidacies/candidacies.controller.ts';
import { CandidaciesService } from './candidacies/candidacies.service.ts';
import { ElectionClock } from './elections/election-clock.ts';
import { ElectionsController } from './elections/elections.controller.ts';
import { ElectionsService } from './elections/elections.service.ts';
import { ElectionsView } from './elections/elections.view.ts';
import { ElectionKeys } from './keys/election-keys.ts';

/** How a community decides: elections, from the notice to the result. */
@Module({
  imports: [ForumModule],
  controllers: [ElectionsController, CandidaciesController],
  providers: [ElectionClock, ElectionKeys, ElectionsService, ElectionsView, CandidaciesService, BallotBox],
  exports: [ElectionClock, ElectionsService, CandidaciesService, BallotBox],
})
export class GovernanceModule {}
