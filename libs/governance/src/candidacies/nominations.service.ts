import { Injectable } from '@nestjs/common';
import type { Propose, Scrutinise } from '@app/contract';
import { renderPost, TopicsService } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { ElectionProcess } from '../elections/election-process.entity.ts';
import type { Election } from '../elections/election.entity.ts';
import { GovTelling } from '../events/gov-telling.ts';
import { ElectionOfficer } from '../officers/election-officer.entity.ts';
import { ElectionDoor, officersOnly, onlyIn } from '../officers/officers.ts';
import { Candidacy } from './candidacy.entity.ts';
import { CandidacySecond } from './candidacy-second.entity.ts';

type Inside = { election: Election; accountId: string; now: Date };

/** How somebody comes on the ballot of an election that officers conduct. */
@Injectable()
export class NominationsService {
  constructor(
    private readonly door: ElectionDoor,
    private readonly topics: TopicsService,
    private readonly telling: GovTelling,
  ) {}

  /** Puts the viewer forward, or accepts that others did. @throws ProblemError also `already-nominated`, `candidate-conducts` */
  async accept(viewer: Viewer, electionId: string, statement: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      const { election, accountId, now } = inside;
      const own = await tx.findOneBy(Candidacy, { electionId, accountId });
      // Somebody who was proposed in time may still say yes while the list is looked at.
      onlyIn(election, own ? ['nominations', 'scrutiny'] : ['nominations']);
      if (!own && now >= election.nominationsCloseAt) throw new ProblemError('nominations-closed');
      if (own && own.state !== 'nominated' && own.state !== 'declined')
        throw new ProblemError('already-nominated');
      const { bylaws } = await tx.findOneByOrFail(ElectionProcess, { electionId });
      if (!own && !bylaws.selfNomination) throw new ProblemError('not-allowed');
      await refuseOfficer(tx, { electionId, accountId });
      const statementHtml = await renderPost(tx, statement);
      const questionsTopicId = await this.openQuestions(tx, { viewer, election, statement, at: now });
      const change = { statement, statementHtml, state: 'accepted' as const, questionsTopicId };
      if (own) await tx.update(Candidacy, { electionId, accountId }, change);
      else await tx.insert(Candidacy, { electionId, accountId, nominatedAt: now, ...change });
      await this.log(tx, inside, { type: 'candidacy.accepted', about: accountId });
    });
  }

  /** Puts somebody else forward. @throws ProblemError also `already-nominated`, `not-found`, `candidate-conducts` */
  async propose(viewer: Viewer, electionId: string, { handle }: Propose): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      const { election, accountId, now } = inside;
      onlyIn(election, ['nominations']);
      if (now >= election.nominationsCloseAt) throw new ProblemError('nominations-closed');
      const about = await accountCalled(tx, handle);
      if (await tx.existsBy(Candidacy, { electionId, accountId: about }))
        throw new ProblemError('already-nominated');
      await refuseOfficer(tx, { electionId, accountId: about });
      const unsaid = { statement: '', statementHtml: '' };
      const row = { electionId, accountId: about, nominatedById: accountId, nominatedAt: now, ...unsaid };
      await tx.insert(Candidacy, { ...row, state: 'nominated' });
      await this.log(tx, inside, { type: 'candidacy.proposed', about });
    });
  }

  /** Stands behind somebody's candidacy; doing it twice is doing it once. @throws ProblemError also `no-candidacy`, `not-on-roll` */
  async second(viewer: Viewer, electionId: string, handle: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, { election, accountId }) => {
      onlyIn(election, ['nominations']);
      const candidateId = await accountCalled(tx, handle);
      if (candidateId === accountId) throw new ProblemError('not-allowed');
      const { length: onRoll } = await tx.query<unknown[]>(
        `select 1 from roll_entry where election_id = $1 and account_id = $2`,
        [electionId, accountId],
      );
      if (onRoll === 0) throw new ProblemError('not-on-roll');
      if (!(await tx.existsBy(Candidacy, { electionId, accountId: candidateId })))
        throw new ProblemError('no-candidacy');
      await tx.upsert(CandidacySecond, { electionId, candidateId, accountId }, [
        'electionId',
        'candidateId',
        'accountId',
      ]);
    });
  }

  /** Says no to having been put forward. */
  async decline(viewer: Viewer, electionId: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      onlyIn(inside.election, ['nominations', 'scrutiny']);
      const key = { electionId, accountId: inside.accountId, state: 'nominated' as const };
      const { affected } = await tx.update(Candidacy, key, { state: 'declined' });
      if (affected === 0) throw new ProblemError('no-candidacy');
      await this.log(tx, inside, { type: 'candidacy.declined', about: inside.accountId });
    });
  }

  /** Until sealing the name comes off the list; afterwards it stays on the ballot and is passed over by the count. */
  async withdraw(viewer: Viewer, electionId: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      const { election, accountId } = inside;
      onlyIn(election, ['nominations', 'scrutiny', 'campaign', 'sealed', 'open', 'suspended']);
      const own = await tx.findOneBy(Candidacy, { electionId, accountId });
      if (!own || own.state === 'withdrawn' || own.state === 'declined')
        throw new ProblemError('no-candidacy');
      await tx.update(Candidacy, { electionId, accountId }, { state: 'withdrawn', appeal: null });
      const words =
        own.number === null
          ? null
          : `**A candidate withdraws:** ${await nameOf(tx, accountId)}. Ballots that rank them pass to the next choice.`;
      await this.log(tx, inside, {
        type: 'candidacy.withdrawn',
        about: accountId,
        words,
        number: own.number,
      });
    });
  }

  /** Admits a candidacy to the list, or refuses it with a reason. @throws ProblemError also `officers-only`, `reason-missing`, `not-seconded` */
  async scrutinise(
    viewer: Viewer,
    { electionId, handle }: { electionId: string; handle: string },
    { decision, reason }: Scrutinise,
  ): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      onlyIn(inside.election, ['scrutiny']);
      await officersOnly(tx, { electionId, accountId: inside.accountId }, ['returning-officer']);
      const about = await accountCalled(tx, handle);
      const own = await tx.findOneBy(Candidacy, { electionId, accountId: about });
      if (own?.state !== 'accepted') throw new ProblemError('no-candidacy');
      if (decision === 'refuse' && reason === '') throw new ProblemError('reason-missing');
      if (decision === 'admit') await refuseUnseconded(tx, { electionId, candidateId: about });
      const state = decision === 'admit' ? ('admitted' as const) : ('refused' as const);
      await tx.update(Candidacy, { electionId, accountId: about }, { state, reason: reason || null });
      await this.log(tx, inside, { type: `candidacy.${state}`, about, reason });
    });
  }

  /** The candidate says why a refusal is wrong; the list cannot be published before that is answered. */
  async appeal(viewer: Viewer, electionId: string, text: string): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      onlyIn(inside.election, ['scrutiny']);
      const key = { electionId, accountId: inside.accountId, state: 'refused' as const };
      const { affected } = await tx.update(Candidacy, key, { appeal: text });
      if (affected === 0) throw new ProblemError('no-candidacy');
      await this.log(tx, inside, { type: 'candidacy.appealed', about: inside.accountId, reason: text });
    });
  }

  /** Somebody other than who refused answers an appeal: a scrutineer or the appeals body. */
  async ruleAppeal(
    viewer: Viewer,
    { electionId, handle }: { electionId: string; handle: string },
    { ruling, reason }: { ruling: 'upheld' | 'rejected'; reason: string },
  ): Promise<void> {
    await this.door.enter(viewer, electionId, async (tx, inside) => {
      onlyIn(inside.election, ['scrutiny']);
      await officersOnly(tx, { electionId, accountId: inside.accountId }, ['scrutineer', 'appeals-body']);
      const about = await accountCalled(tx, handle);
      const own = await tx.findOneBy(Candidacy, { electionId, accountId: about });
      if (!own?.appeal) throw new ProblemError('no-candidacy');
      const state = ruling === 'upheld' ? ('admitted' as const) : ('refused' as const);
      await tx.update(Candidacy, { electionId, accountId: about }, { state, appeal: null, reason });
      await this.log(tx, inside, { type: `candidacy.appeal-${ruling}`, about, reason });
    });
  }

  /** The election and not the candidate opens the topic, so it is asked for with the rights of staff. */
  private async openQuestions(
    tx: EntityManager,
    { viewer, election, statement, at }: { viewer: Viewer; election: Election; statement: string; at: Date },
  ): Promise<string> {
    const [place] = await tx.query<[{ category: string; title: string; path: string; name: string }]>(
      `select c.slug::text as category, t.title, '/e/' || t.id || '/' || t.slug as path, a.display_name as name
       from topic t join category c on c.id = t.category_id, account a where t.id = $1 and a.id = $2`,
      [election.id, viewer.accountId],
    );
    const title = `Questions to ${place.name}: ${place.title}`.slice(0, 200);
    const raw = `${statement}\n\n[${place.title}](${place.path})`;
    const opening = { category: place.category, kind: 'discussion' as const, title, raw, at };
    const { topicId } = await this.topics.startTopic(tx, { ...viewer, role: 'staff' }, opening);
    return topicId;
  }

  private async log(
    tx: EntityManager,
    { election, accountId, now }: Inside,
    happening: {
      type: string;
      about: string;
      words?: string | null;
      reason?: string;
      number?: number | null;
    },
  ): Promise<void> {
    const { type, about, words = null, reason, number } = happening;
    const payload = { candidate: about, ...(reason && { reason }), ...(number && { number }) };
    await this.telling.tell(tx, { topicId: election.id, type, actorId: accountId, at: now, payload }, words);
  }
}

async function refuseUnseconded(
  tx: EntityManager,
  { electionId, candidateId }: { electionId: string; candidateId: string },
): Promise<void> {
  const { bylaws } = await tx.findOneByOrFail(ElectionProcess, { electionId });
  const seconders = await tx.countBy(CandidacySecond, { electionId, candidateId });
  if (seconders < bylaws.seconders) throw new ProblemError('not-seconded');
}

async function refuseOfficer(
  tx: EntityManager,
  officer: { electionId: string; accountId: string },
): Promise<void> {
  if (await tx.existsBy(ElectionOfficer, officer)) throw new ProblemError('candidate-conducts');
}

async function nameOf(tx: EntityManager, accountId: string): Promise<string> {
  const [{ handle }] = await tx.query<[{ handle: string }]>(`select handle from account where id = $1`, [
    accountId,
  ]);
  return `@${handle}`;
}

/** @throws ProblemError `not-found` for a name that nobody here has */
export async function accountCalled(tx: Pick<EntityManager, 'query'>, handle: string): Promise<string> {
  const [account] = await tx.query<{ id: string }[]>(
    `select id from account where handle = $1 and domain = '' and deleted_at is null`,
    [handle.replace(/^@/, '')],
  );
  if (!account) {
    const errors = [{ pointer: '/handle', code: 'not-found', message: 'Nobody here has this name' }];
    throw new ProblemError('not-found', { errors });
  }
  return account.id;
}
