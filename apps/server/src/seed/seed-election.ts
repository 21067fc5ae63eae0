import type { INestApplicationContext } from '@nestjs/common';
import { TopicsService } from '@app/forum';
import { CandidaciesService, ClosingService, ElectionsService, VotingService } from '@app/governance';
import { DataSource } from 'typeorm';
import type { DemoElection } from './demo.ts';
import { DemoTime } from './demo-time.ts';
import { pastPost, type Telling } from './past-post.ts';
import { voteInSecret } from './vote-in-secret.ts';

/**
 * Lets an election of the demo happen as every election does, from the notice to the count, with the clock
 * of elections set to the times it had.
 */
export async function seedElection(
  rooms: INestApplicationContext,
  election: DemoElection,
  telling: Telling,
): Promise<void> {
  const [known] = await rooms
    .get(DataSource)
    .query<unknown[]>(`select 1 from topic where title = $1`, [election.title]);
  if (known) return;
  const time = new DemoTime(rooms, telling.clock);
  try {
    await new ElectionStory(rooms, election, telling).tell(time);
  } finally {
    time.comeBack();
  }
}

/** The steps of one election, in the order in which they happened. */
class ElectionStory {
  private id = '';
  /** Numbers of posts as the file has them, and as they became among what the software says. */
  private readonly numbers = new Map<number, number>();

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly election: DemoElection,
    private readonly telling: Telling,
  ) {}

  async tell(time: DemoTime): Promise<void> {
    const [notice, ...replies] = this.election.posts;
    const { nominationsCloseMinutesAgo, votingClosesMinutesAgo, candidates, phase } = this.election;
    const steps = [
      ...(notice ? [{ minutesAgo: notice.minutesAgo, happen: () => this.open() }] : []),
      ...candidates.map(({ handle, minutesAgo, statement }) => ({
        minutesAgo,
        happen: () =>
          this.rooms.get(CandidaciesService).nominate(this.telling.viewer(handle), this.id, { statement }),
      })),
      ...replies.map((post) => ({ minutesAgo: post.minutesAgo, happen: () => this.reply(post) })),
      { minutesAgo: nominationsCloseMinutesAgo, happen: () => this.vote() },
      ...(phase === 'result'
        ? [
            {
              minutesAgo: votingClosesMinutesAgo,
              happen: () => this.rooms.get(ClosingService).close(this.id),
            },
          ]
        : []),
    ];
    for (const { minutesAgo, happen } of steps.toSorted((a, b) => b.minutesAgo - a.minutesAgo)) {
      time.goTo(minutesAgo);
      await happen();
    }
  }

  private async open(): Promise<void> {
    const { posts, title, category, seats, nominationsCloseMinutesAgo, votingClosesMinutesAgo } =
      this.election;
    const [notice] = posts;
    if (!notice) return;
    const { topicId, number } = await this.rooms
      .get(ElectionsService)
      .open(this.telling.viewer(notice.author), {
        category,
        title,
        raw: notice.body,
        seats,
        electorate: 'members',
        nominationsCloseAt: this.telling.clock.minutesAgo(nominationsCloseMinutesAgo).toISOString(),
        votingClosesAt: this.telling.clock.minutesAgo(votingClosesMinutesAgo).toISOString(),
      });
    this.id = topicId;
    this.numbers.set(notice.number, number);
  }

  private async reply(post: DemoElection['posts'][number]): Promise<void> {
    const past = pastPost(post, this.telling);
    const replyTo = post.replyTo === null ? undefined : this.numbers.get(post.replyTo);
    const number = await this.rooms.get(TopicsService).importReply(this.id, { ...past, replyTo });
    this.numbers.set(post.number, number);
  }

  private async vote(): Promise<void> {
    await this.rooms.get(VotingService).open(this.id);
    await voteInSecret(this.rooms, this.id, this.election, this.telling);
  }
}
