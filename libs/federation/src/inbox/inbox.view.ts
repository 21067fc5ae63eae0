import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { FollowedView } from '../follows/followed.view.ts';
import { HostRules } from '../hosts/host-rules.ts';
import { innerActivity, type WireActivity } from '../mapping/activity.ts';

@Injectable()
export class InboxView {
  constructor(
    private readonly db: DataSource,
    private readonly followed: FollowedView,
    private readonly at: LocalAddresses,
    private readonly hosts: HostRules,
  ) {}

  /**
   * Whether a message can be put aside before anything is fetched to verify it: the end of an actor
   * nobody here has heard of, and what a Group relays that nobody here follows. The fediverse sends
   * both to everybody, by the thousand.
   */
  async isNoConcern(activity: WireActivity): Promise<boolean> {
    const { type, actor, objectIds } = activity;
    if (type === 'Delete' && objectIds[0] === actor) return !(await this.isKnown(actor));
    if (type !== 'Announce') return false;
    const about = [...objectIds, ...(innerActivity(activity)?.objectIds ?? [])];
    return !about.some((id) => this.at.owns(id)) && (await this.followed.categoryOf(actor)) === null;
  }

  /** Whether staff decided to have nothing to do with the server of this actor. */
  isUnwelcome(actor: string): Promise<boolean> {
    return this.hosts.isDenied(new URL(actor).host);
  }

  private async isKnown(actor: string | null): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(`select from ap_actor where id = $1`, [actor]);
    return rows.length > 0;
  }
}
