import type { INestApplicationContext } from '@nestjs/common';
import { type DraftSteps, ElectionAct } from '@app/contract';
import {
  AnnouncingService,
  CandidaciesService,
  ClosingService,
  ConductingService,
  DraftsService,
  DryRunService,
  NominationsService,
  NoticesService,
  OfficesService,
} from '@app/governance';
import { GroupsService } from '@app/identity';
import { DataSource } from 'typeorm';
import type { ConductedElection } from './conducted.ts';
import { DemoTime } from './demo-time.ts';
import type { Telling } from './past-post.ts';
import { voteInSecret } from './vote-in-secret.ts';

const DAY_MINUTES = 24 * 60;

/** Lets officers conduct an election of the demo, from its setup as far as it has come. */
export async function seedConducted(
  rooms: INestApplicationContext,
  election: ConductedElection,
  telling: Telling,
): Promise<void> {
  const [known] = await rooms
    .get(DataSource)
    .query<unknown[]>(`select 1 from topic where title = $1`, [election.title]);
  if (known) return;
  const time = new DemoTime(rooms, telling.clock);
  try {
    await new ConductedStory(rooms, election, telling).tell(time);
  } finally {
    time.comeBack();
  }
}

/** The steps of one election, in the order in which they happened. */
class ConductedStory {
  private id = '';

  constructor(
    private readonly rooms: INestApplicationContext,
    private readonly election: ConductedElection,
    private readonly telling: Telling,
  ) {}

  async tell(time: DemoTime): Promise<void> {
    const { daysAgo, candidates, waiting } = this.election;
    const steps = [
      { daysAgo: daysAgo.announced, happen: () => this.announce() },
      { daysAgo: daysAgo.nominationsOpen, happen: () => this.tick() },
      ...waiting.map((one) => ({ daysAgo: one.daysAgo, happen: () => this.propose(one.by, one.handle) })),
      ...candidates.map((one) => ({ daysAgo: one.daysAgo, happen: () => this.stand(one) })),
      { daysAgo: daysAgo.nominationsClose, happen: () => this.seal() },
      { daysAgo: daysAgo.votingOpens, happen: () => this.vote() },
      { daysAgo: daysAgo.votingCloses, happen: () => this.rooms.get(ClosingService).close(this.id) },
      { daysAgo: daysAgo.certified ?? -1, happen: () => this.both('certify') },
    ];
    const past = steps.filter((step) => step.daysAgo > 0);
    for (const step of past.toSorted((a, b) => b.daysAgo - a.daysAgo)) {
      time.goTo(step.daysAgo * DAY_MINUTES);
      await step.happen();
    }
  }

  private async announce(): Promise<void> {
    await this.makeOffice();
    const viewer = this.telling.viewer(this.election.by);
    const drafts = this.rooms.get(DraftsService);
    const { id } = await drafts.begin(viewer);
    await drafts.save(viewer, id, this.setup());
    this.id = (await this.rooms.get(AnnouncingService).announce(viewer, id)).topicId;
    // Kept as mailed then, so that the notices of long ago are not mailed today.
    const roll = await this.rooms.get(DataSource).query<{ accountId: string; email: string }[]>(
      `select a.id as "accountId", u.email::text from roll_entry r join account a on a.id = r.account_id
       join auth_user u on u.id = a.auth_user_id where r.election_id = $1`,
      [this.id],
    );
    const notices = this.rooms.get(NoticesService);
    for (const { accountId, email } of roll) await notices.served(this.id, accountId, email);
  }

  private async makeOffice(): Promise<void> {
    const { office, seats } = this.election;
    const staff = this.telling.viewer(this.election.by);
    const known = await this.rooms
      .get(DataSource)
      .query<{ slug: string }[]>(
        `select slug from account_group where slug = $1 union all select slug from office where slug = $2`,
        [office.group, office.slug],
      );
    const { name, slug, group, groupDescription: description } = office;
    if (known.length === 0) {
      const made = { slug: group, name, description, visibility: 'public' as const };
      await this.rooms.get(GroupsService).create(staff, made);
    }
    if (known.length < 2) {
      await this.rooms.get(OfficesService).create(staff, { slug, name, group, seats, substitutes: 0 });
    }
  }

  private setup(): DraftSteps {
    const { title, category, seats, office, bylaws, notice, officers, daysAgo } = this.election;
    const at = (days: number) => this.telling.clock.daysAgo(days).toISOString();
    return {
      terms: { category, title, seats, office: office.slug, bylaws },
      roll: { electorate: 'members', recordAt: at(daysAgo.announced), exclusions: [] },
      course: {
        zone: 'Europe/Stockholm',
        nominationsOpenAt: at(daysAgo.nominationsOpen),
        nominationsCloseAt: at(daysAgo.nominationsClose),
        votingOpensAt: at(daysAgo.votingOpens),
        votingClosesAt: at(daysAgo.votingCloses),
        termsStartAt: at(daysAgo.termsStart),
      },
      text: {
        raw: notice,
        rawSv: '',
        hallRoute: 'Ask the returning officer for a paper ballot in the laundry, Sundays at five.',
      },
      officers: {
        returningOfficer: officers.returningOfficer,
        scrutineers: [officers.scrutineer],
        appealsBody: [officers.appealsBody],
        sourcesConfirmed: true,
      },
    };
  }

  private tick(): Promise<void> {
    return this.rooms.get(ConductingService).tick(this.id);
  }

  private propose(by: string, handle: string): Promise<void> {
    return this.rooms.get(NominationsService).propose(this.telling.viewer(by), this.id, { handle });
  }

  private async stand({
    handle,
    nominatedBy,
    statement,
  }: ConductedElection['candidates'][number]): Promise<void> {
    if (nominatedBy !== null) await this.propose(nominatedBy, handle);
    await this.rooms.get(CandidaciesService).nominate(this.telling.viewer(handle), this.id, { statement });
  }

  private async seal(): Promise<void> {
    await this.tick();
    const officer = this.telling.viewer(this.election.officers.returningOfficer);
    const admitted = { decision: 'admit' as const, reason: '' };
    for (const { handle } of this.election.candidates) {
      await this.rooms.get(NominationsService).scrutinise(officer, { electionId: this.id, handle }, admitted);
    }
    const publish = ElectionAct.parse({ event: 'publish-slate' });
    await this.rooms.get(ConductingService).act(officer, this.id, publish);
    await this.rooms.get(DryRunService).run(officer, this.id);
    await this.both('seal');
  }

  private async vote(): Promise<void> {
    await this.tick();
    await voteInSecret(this.rooms, this.id, this.election, this.telling);
  }

  private async both(event: 'seal' | 'certify'): Promise<void> {
    const { returningOfficer, scrutineer } = this.election.officers;
    for (const handle of [returningOfficer, scrutineer]) {
      const act = ElectionAct.parse({ event });
      await this.rooms.get(ConductingService).act(this.telling.viewer(handle), this.id, act);
    }
  }
}
