import { Injectable } from '@nestjs/common';
import type { DraftSteps, OfficerRole, PostAddress } from '@app/contract';
import { TopicsService } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager, type QueryDeepPartialEntity } from 'typeorm';
import { accountCalled } from '../candidacies/nominations.service.ts';
import { ElectionDraft } from '../elections/election-draft.entity.ts';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import { Election } from '../elections/election.entity.ts';
import { Office } from '../offices/office.entity.ts';
import { ElectionOfficer } from '../officers/election-officer.entity.ts';
import { excludedIn } from '../roll/exclusions.rules.ts';
import { findElectorate, insertRoll, rollOf } from '../roll/freeze-roll.ts';
import { AnnouncedParts } from './announced-parts.ts';
import { missingStep, namedOfficers, noticeText, whatsWrongWithDates } from './draft.rules.ts';

type Whole = Required<DraftSteps>;

const OFFICER_FIELDS: Record<OfficerRole, string> = {
  'returning-officer': 'returningOfficer',
  scrutineer: 'scrutineers',
  'appeals-body': 'appealsBody',
};

/** Announces elections that officers conduct. */
@Injectable()
export class AnnouncingService {
  constructor(
    private readonly db: DataSource,
    private readonly topics: TopicsService,
    private readonly parts: AnnouncedParts,
  ) {}

  /**
   * Makes an election of what was set up: a topic with its notice, officers, a first roll, and the dates by which
   * the clock and the officers go. The terms are fixed from here on.
   *
   * @throws ProblemError `not-found`, `invalid-input` naming what is missing or does not fit, a refusal of the policy
   */
  async announce(viewer: Viewer, draftId: string): Promise<PostAddress> {
    const ownerId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const draft = await tx.findOne(ElectionDraft, {
        where: { id: draftId, ownerId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!draft) throw new ProblemError('not-found');
      const missing = missingStep(draft.steps);
      if (missing) throw invalid(missing, 'missing');
      const steps = draft.steps as Whole;
      const now = await this.parts.now(tx);
      const errors = whatsWrongWithDates(steps, now);
      if (errors.length > 0) throw new ProblemError('invalid-input', { errors });
      const address = await this.insert(tx, viewer, { steps, now, rerunOfId: draft.rerunOfId });
      await tx.delete(ElectionDraft, { id: draftId });
      return address;
    });
  }

  private async insert(
    tx: EntityManager,
    viewer: Viewer,
    { steps, now, rerunOfId }: { steps: Whole; now: Date; rerunOfId: string | null },
  ): Promise<PostAddress> {
    const { terms, roll, course, text } = steps;
    const opening = {
      category: terms.category,
      kind: 'election' as const,
      title: terms.title,
      raw: noticeText(text),
      at: now,
    };
    const address = await this.topics.startTopic(tx, viewer, opening);
    const id = address.topicId;
    const electorate = await findElectorate(tx, roll.electorate);
    if (!electorate) throw invalid('electorate', 'not-found');
    const first = await rollOf(tx, id, {
      slug: electorate.slug,
      moment: new Date(roll.recordAt),
      without: excludedIn(steps),
    });
    if (first.entries.length === 0) throw invalid('electorate', 'empty');
    await refuseUnknown(tx, excludedIn(steps));
    const office = terms.office ? await tx.findOneBy(Office, { slug: terms.office }) : null;
    if (terms.office && !office) throw invalid('office', 'not-found');

    await tx.insert(Election, {
      id,
      procedure: 'officers',
      state: 'announced',
      phase: 'announced',
      seats: terms.seats,
      electorateSlug: electorate.slug,
      electorateName: electorate.name,
      rollSize: first.entries.length,
      rollRoot: first.root,
      openedAt: now,
      nominationsCloseAt: new Date(course.nominationsCloseAt),
      votingClosesAt: new Date(course.votingClosesAt),
    });
    const process: QueryDeepPartialEntity<ElectionProcess> = {
      electionId: id,
      bylaws: terms.bylaws,
      setup: steps as object,
      officeId: office?.id ?? null,
      recordAt: new Date(roll.recordAt),
      nominationsOpenAt: new Date(course.nominationsOpenAt),
      votingOpensAt: new Date(course.votingOpensAt),
      termsStartAt: new Date(course.termsStartAt),
      rerunOfId,
    };
    await tx.insert(ElectionProcess, process);
    await insertRoll(tx, id, first);
    await appoint(tx, id, steps);
    const election = await tx.findOneByOrFail(Election, { id });
    await this.parts.begin(tx, election, { byId: signedIn(viewer), now, steps });
    return address;
  }
}

/** A name that nobody has would leave nobody out, and nobody would notice. */
async function refuseUnknown(tx: EntityManager, handles: readonly string[]): Promise<void> {
  for (const handle of handles) {
    if ((await accountCalled(tx, handle).catch(() => null)) === null)
      throw invalid('exclusions', 'not-found');
  }
}

/** One role each; two people at least, or nothing could be sealed. */
async function appoint(tx: EntityManager, electionId: string, steps: Whole): Promise<void> {
  const seen = new Set<string>();
  for (const { name, role } of namedOfficers(steps)) {
    const accountId = await accountCalled(tx, name).catch(() => null);
    if (accountId === null || seen.has(accountId))
      throw invalid(OFFICER_FIELDS[role], accountId === null ? 'not-found' : 'named-twice');
    seen.add(accountId);
    await tx.insert(ElectionOfficer, { electionId, accountId, role });
  }
}

function invalid(field: string, code: string): ProblemError {
  return new ProblemError('invalid-input', {
    errors: [{ pointer: `/${field}`, code, message: 'This is missing or does not fit' }],
  });
}
