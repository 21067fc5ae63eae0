import { Injectable } from '@nestjs/common';
import type { Category as CategoryForViewer } from '@app/contract';
import type { Viewer } from '@app/identity';
import { Config, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { categoryFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { parseCategoryAddress } from './category-address.rules.ts';
import type { CategoryCard } from './category-card.ts';
import { Category } from './category.entity.ts';
import { findCategory } from './find-category.ts';
import { knownCategories } from '../standing.ts';
import { inTree } from './in-tree.rules.ts';

@Injectable()
export class CategoriesView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /** The categories that the viewer may see, our own first; without the places of single people elsewhere. */
  async list(viewer: Viewer): Promise<CategoryForViewer[]> {
    const categories = await knownCategories(this.db);
    const seen = categories.filter(
      (category) => !category.person && this.whyNotSee(viewer, category) === null,
    );
    return inTree(seen).map((category) => this.forViewer(viewer, category, seen));
  }

  /**
   * @param address `slug`, or `slug@domain` for a remote category
   * @throws ProblemError `not-found`, also for what the viewer may not know of
   */
  async one(viewer: Viewer, address: string): Promise<CategoryForViewer> {
    const category = await findCategory(this.db, address);
    const refusal = this.whyNotSee(viewer, category);
    if (refusal) throw new ProblemError(refusal);
    const around = (await knownCategories(this.db)).filter(({ id }) => category.ancestorIds.includes(id));
    const seen = around.filter((one) => this.whyNotSee(viewer, one) === null);
    return this.forViewer(viewer, category, seen);
  }

  /**
   * A category as other servers see it; null if there is none. Whether it may be shown is for the caller to ask.
   *
   * @param key what it is known by; `address` is `slug` or `slug@domain`
   */
  async forFederation(
    key: { id: string } | { uuid: string } | { uri: string } | { address: string },
  ): Promise<CategoryCard | null> {
    const where = 'address' in key ? parseCategoryAddress(key.address) : key;
    const category = await this.db.getRepository(Category).findOneBy(where);
    if (!category) return null;
    const { id, uuid, uri, url, slug, domain, name, description, visibility, federated, person } = category;
    return {
      id,
      uuid,
      uri,
      url,
      slug,
      domain: domain === '' ? null : domain,
      name,
      description,
      visibility,
      federated,
      person,
    };
  }

  private whyNotSee(viewer: Viewer, category: Readonly<Category>) {
    return whyNot(viewer, 'see-category', categoryFacts(category));
  }

  private forViewer(
    viewer: Viewer,
    category: Readonly<Category>,
    seen: readonly Readonly<Category>[],
  ): CategoryForViewer {
    const { id, slug, name, description, colour, visibility, topicCount } = category;
    const facts = categoryFacts(category);
    return {
      id,
      slug,
      domain: facts.domain,
      name,
      description,
      colour,
      visibility,
      fediverseHandle: this.handleOf(category),
      topicCount,
      around: category.ancestorIds.flatMap((ancestorId) => {
        const one = seen.find((other) => other.id === ancestorId);
        return one ? [{ id: one.id, slug: one.slug, name: one.name }] : [];
      }),
      may: {
        read: whyNot(viewer, 'read-category', facts) === null,
        createTopic: whyNot(viewer, 'create-topic', facts) === null,
        openElection: whyNot(viewer, 'open-election', facts) === null,
        moderate: whyNot(viewer, 'moderate-category', facts) === null,
      },
    };
  }

  private handleOf({ slug, domain, federated }: Readonly<Category>): string | null {
    if (domain !== '') return `@${slug}@${domain}`;
    return federated ? `@${slug}@${this.config.domain}` : null;
  }
}
