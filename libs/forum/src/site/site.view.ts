import { Injectable } from '@nestjs/common';
import type { Site } from '@app/contract';
import { AccountsView, type Viewer } from '@app/identity';
import { Config, SiteSettings } from '@app/platform';
import { CategoriesView } from '../categories/categories.view.ts';

@Injectable()
export class SiteView {
  constructor(
    private readonly settings: SiteSettings,
    private readonly config: Config,
    private readonly accounts: AccountsView,
    private readonly categories: CategoriesView,
  ) {}

  /** What every page needs. */
  async site(viewer: Viewer): Promise<Site> {
    const { name, description } = await this.settings.read();
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
