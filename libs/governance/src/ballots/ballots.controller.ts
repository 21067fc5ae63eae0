import { Body, Controller, Post } from '@nestjs/common';
import { BallotReceipt, CastBallot } from '@app/contract';
import { Answers } from '@app/platform';
import { BallotBox } from './ballot-box.ts';

/** Outside /api, where nobody asks who is looking: no session, no cookie, no line in any log. */
@Controller('ballots')
export class BallotsController {
  constructor(private readonly box: BallotBox) {}

  @Post()
  @Answers(201, BallotReceipt)
  cast(@Body({ schema: CastBallot }) ballot: CastBallot): Promise<BallotReceipt> {
    return this.box.cast(ballot);
  }
}
