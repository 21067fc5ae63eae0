import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { GUEST } from '@app/identity';
import { drawPng } from '@app/media';
import { ProblemError, SiteSettings } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { CategoriesView } from '../categories/categories.view.ts';
import { type Card, cardSvg } from './card.rules.ts';

/** The blue of the site itself. */
const OWN_COLOUR = '#0b5cad';
/** So many drawn pictures are kept, of about 20 kB each. */
const MOST_KEPT = 200;

export interface CardImage {
  png: Buffer;
  /** Another one as soon as anything on the picture is another. */
  version: string;
}

/** Pictures of pages for programs that show links. They know no member: only what guests may read is drawn. */
@Injectable()
export class CardsView {
  private readonly kept = new Map<string, Promise<Buffer>>();

  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly categories: CategoriesView,
    private readonly settings: SiteSettings,
  ) {}

  async site(): Promise<CardImage> {
    const { name, description } = await this.settings.read();
    return this.image({ title: name, place: description, colour: OWN_COLOUR, site: '' });
  }

  /**
   * @param address `slug`, or `slug@domain`
   * @throws ProblemError `not-found`, also for what guests may not know of
   */
  async category(address: string): Promise<CardImage> {
    const { id, name, description, colour } = await this.categories.one(GUEST, address);
    const refusal = await this.access.whyNotSeeCategory(GUEST, id);
    if (refusal) throw new ProblemError(refusal);
    return this.image({ title: name, place: description, colour, site: await this.siteName() });
  }

  /** @throws ProblemError a refusal of the policy */
  async topic(topicId: string): Promise<CardImage> {
    const refusal = await this.access.whyNotSeeTopic(GUEST, topicId);
    if (refusal) throw new ProblemError(refusal);
    const [topic] = await this.db.query<Omit<Card, 'site'>[]>(
      `select t.title, c.name as place, c.colour from topic t join category c on c.id = t.category_id where t.id = $1`,
      [topicId],
    );
    if (!topic) throw new ProblemError('not-found');
    return this.image({ ...topic, site: await this.siteName() });
  }

  private async siteName(): Promise<string> {
    return (await this.settings.read()).name;
  }

  private async image(card: Card): Promise<CardImage> {
    const version = createHash('sha256').update(JSON.stringify(card)).digest('base64url').slice(0, 24);
    const drawn = this.kept.get(version) ?? drawPng(cardSvg(card));
    // What was asked for last is thrown away last.
    this.kept.delete(version);
    this.kept.set(version, drawn);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
    drawn.catch(() => this.kept.delete(version));
    return { png: await drawn, version };
  }
}
