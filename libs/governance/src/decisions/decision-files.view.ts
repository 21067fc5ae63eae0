import { Injectable } from '@nestjs/common';
import type { DecisionFilter } from '@app/contract';
import type { Viewer } from '@app/identity';
import { Config, SiteSettings } from '@app/platform';
import type { Feed } from 'feed';
import { decisionFeed } from './decision-feed.ts';
import { decisionTable } from './decision-files.rules.ts';
import { DecisionsView } from './decisions.view.ts';

/** How many decisions a feed reader gets. */
const FEED_LENGTH = 50;

/** The decision log to take away. */
@Injectable()
export class DecisionFilesView {
  constructor(
    private readonly decisions: DecisionsView,
    private readonly settings: SiteSettings,
    private readonly config: Config,
  ) {}

  async table(viewer: Viewer, filter: DecisionFilter): Promise<string> {
    return decisionTable(await this.decisions.archive(viewer, filter));
  }

  async feed(viewer: Viewer, filter: DecisionFilter): Promise<Feed> {
    const { name } = await this.settings.read();
    const decisions = await this.decisions.archive(viewer, filter, FEED_LENGTH);
    return decisionFeed(decisions, { name, url: this.config.publicUrl });
  }
}
