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
    return {
      name,
      description,
      host: this.config.domain,
      viewer: viewer.accountId === null ? null : await this.accounts.current(viewer.accountId),
      categories: await this.categories.list(viewer),
    };
  }
}
