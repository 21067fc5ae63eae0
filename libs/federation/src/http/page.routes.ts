import { Injectable } from '@nestjs/common';
import { CategoriesView, TopicsView } from '@app/forum';
import { LocalActorsView } from '../actors/local-actors.view.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { type Answer, NOTHING_HERE, redirect } from './answer.ts';

const TOPIC = /^\/t\/([1-9]\d{0,17})(?:\/[^/]*)?(?:\/([1-9]\d{0,8}))?\/?$/;
const NAMED = /^\/([cu])\/([^/%]+)\/?$/;

/** Another server that asks for a page of ours gets the id of what the page shows. */
@Injectable()
export class PageRoutes {
  constructor(
    private readonly categories: CategoriesView,
    private readonly topics: TopicsView,
    private readonly actors: LocalActorsView,
    private readonly at: LocalAddresses,
  ) {}

  async answer(pathname: string): Promise<Answer> {
    const id = await this.idFor(pathname);
    return id === null ? NOTHING_HERE : redirect(id);
  }

  private async idFor(pathname: string): Promise<string | null> {
    const [, topicId, number = '1'] = TOPIC.exec(pathname) ?? [];
    if (topicId !== undefined) return this.post(topicId, Number(number));
    const [, kind, name] = NAMED.exec(pathname) ?? [];
    if (name === undefined) return null;
    if (!name.includes('@')) return this.actors.byHandle(name);
    // What lives elsewhere is asked for there.
    return kind === 'c' ? ((await this.categories.forFederation({ address: name }))?.uri ?? null) : null;
  }

  private async post(topicId: string, number: number): Promise<string | null> {
    const topic = await this.topics.forFederation(topicId);
    if (!topic || topic.deleted || topic.kind !== 'discussion') return null;
    if (topic.category.domain === null && !topic.category.federated) return null;
    const [post] = await this.topics.postNames(topicId, { after: number - 1, limit: 1 });
    return post?.number === number ? this.at.objectOf(post) : null;
  }
}
