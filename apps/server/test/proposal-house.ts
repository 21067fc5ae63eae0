import { randomUUID } from 'node:crypto';
import { type PostAddress, Proposal, type ProposalAddress } from '@app/contract';
import { ElectionClock } from '@app/governance';
import { Jobs } from '@app/platform';
import { Browser } from './browser.ts';
import { type ElectionHouse, electionHouse, HOUR_MS } from './election-house.ts';

/** A house with three members beside its staff, and what they do with proposals. */
export class ProposalHouse {
  private constructor(
    readonly house: ElectionHouse,
    readonly ada: Browser,
    readonly bo: Browser,
    readonly cy: Browser,
  ) {}

  static async open(): Promise<ProposalHouse> {
    const house = await electionHouse();
    return new ProposalHouse(
      house,
      await house.member('ada'),
      await house.member('bo'),
      await house.member('cy'),
    );
  }

  get guest(): Browser {
    return new Browser(this.house.server.url);
  }

  async openTopic(category = 'board'): Promise<string> {
    const topic = { category, title: `On ${randomUUID()}`, raw: 'What shall we do?' };
    const answer = await this.house.staff.send('POST', '/api/v1/topics', topic);
    return ((await answer.json()) as PostAddress).topicId;
  }

  /** A vote that takes an hour. */
  terms(change: object = {}): object {
    const now = this.house.server.app.get(ElectionClock).estimate().getTime();
    return {
      title: 'Buy the ladder',
      raw: 'The co-operative buys **one** ladder.',
      electorate: 'members',
      closesAt: new Date(now + HOUR_MS).toISOString(),
      quorum: 50,
      threshold: 'majority',
      blocking: true,
      results: 'after-close',
      ...change,
    };
  }

  /** A proposal by ada to ada, bo, cy and sam. */
  async propose(change: object = {}, category = 'board'): Promise<ProposalAddress> {
    const path = `/api/v1/topics/${await this.openTopic(category)}/proposals`;
    const answer = await this.ada.send('POST', path, this.terms(change));
    if (answer.status !== 201) throw new Error(`no proposal: ${await answer.text()}`);
    return (await answer.json()) as ProposalAddress;
  }

  async see(browser: Browser, id: string): Promise<Proposal> {
    const answer = await browser.send('GET', `/api/v1/proposals/${id}`);
    return Proposal.parse(await answer.json());
  }

  vote(browser: Browser, id: string, choice: string, others: object = {}): Promise<Response> {
    return browser.send('PUT', `/api/v1/proposals/${id}/vote`, { choice, version: 1, ...others });
  }

  change(browser: Browser, id: string, raw: string, version = 1): Promise<Response> {
    return browser.send('PATCH', `/api/v1/proposals/${id}`, { raw }, { 'if-match': `"${version}"` });
  }

  async run(task: string, proposalId: string): Promise<void> {
    await this.house.server.app.get(Jobs).taskList[task]!({ proposalId }, undefined as never);
  }

  async endVoting(id: string): Promise<void> {
    this.house.passTime();
    await this.run('proposal:close', id);
  }

  state(browser: Browser, id: string, outcome: object): Promise<Response> {
    return browser.send('POST', `/api/v1/proposals/${id}/outcome`, { text: 'So it is.', ...outcome });
  }

  /** What the software says in a topic, as Markdown. */
  async said(topicId: string): Promise<string[]> {
    const rows: { raw: string }[] = await this.house.db.query(
      `select raw from post where topic_id = $1 and kind = 'system' order by number`,
      [topicId],
    );
    return rows.map(({ raw }) => raw);
  }
}
