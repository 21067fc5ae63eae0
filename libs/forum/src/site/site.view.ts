import { Injectable } from '@nestjs/common';
import type { Site } from '@app/contract';
import { AccountsView, type Viewer } from '@app/identity';
import { Config } from '@app/platform';
import { DataSource } from 'typeorm';
import { CategoriesView } from '../categories/categories.view.ts';
import { standingOf } from '../standing.ts';

@Injectable()
export class SiteView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
    private readonly accounts: AccountsView,
    private readonly categories: CategoriesView,
  ) {}

  /** What every page needs. */
  async site(viewer: Viewer): Promise<Site> {
    const { siteName } = await standingOf(this.db, viewer.accountId);
    const { name, description } = siteName ?? { name: this.config.domain, description: '' };
    const account = viewer.accountId === null ? null : await this.accounts.current(viewer.accountId);
    return {
      name,
      description,
      host: this.config.domain,
      viewer: account,
      categories: await this.categories.list(viewer),
      secondFactorMissing:
        viewer.unproven === true && (account?.role === 'staff' || (await this.runsElections(viewer))),
    };
  }

  /** Whether they might open an election somewhere, if only they had shown a second factor. */
  private async runsElections({ accountId, role, groupIds }: Viewer): Promise<boolean> {
    const proven = { accountId, role, groupIds };
    return (await this.categories.list(proven)).some(({ may }) => may.openElection);
  }
}
