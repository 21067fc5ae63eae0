import { Injectable } from '@nestjs/common';
import { Moderators } from '../actors/moderators.ts';
import { FollowedView } from '../follows/followed.view.ts';
import { FirstReference } from '../mapping/wire.ts';
import { type Standing, ThreadsView } from '../threads/threads.view.ts';
import type { Relation } from './authority.rules.ts';
import { type Deed, sameOrigin } from './message.ts';

const IN_NO_GROUP: Standing = { author: null, group: null };

/** How whoever acts stands to what is acted upon: the facts behind the table of who may do what. */
@Injectable()
export class StandingView {
  constructor(
    private readonly threads: ThreadsView,
    private readonly followed: FollowedView,
    private readonly moderators: Moderators,
  ) {}

  async relations(deed: Deed): Promise<Relation[]> {
    const subject = await this.subject(deed);
    return deed.via === null ? direct(deed, subject) : this.relayed(deed, deed.via, subject);
  }

  private async relayed(
    { actor, objectId }: Deed,
    via: string,
    subject: Standing | null,
  ): Promise<Relation[]> {
    if (subject !== null && subject.group !== via) return ['relayed-elsewhere'];
    const found: Relation[] = [];
    if (subject ? subject.author === actor : sameOrigin(objectId, actor)) found.push('relayed-author');
    // Asked last and only where it matters: the list has to be fetched.
    if (subject && (await this.moderators.moderates(actor, via))) found.push('relayed-moderator');
    return found.length > 0 ? found : ['relayed-other'];
  }

  /** Null for what is not here: it may still turn out to belong to whoever names it. */
  private async subject({ activity, objectId, actor, type }: Deed): Promise<Standing | null> {
    const { target } = activity;
    if (type === 'Accept' || type === 'Reject') {
      const isAsked = await this.followed.wasAsked(actor, activity.objectIds);
      return { ...IN_NO_GROUP, group: isAsked ? actor : null };
    }
    if (type === 'Block') return this.group(target);
    if (target !== null && (type === 'Add' || type === 'Remove')) {
      const owner = await this.followed.withList(target);
      return owner ? { ...IN_NO_GROUP, group: owner.actor } : this.threads.thread(target);
    }
    if (objectId === null) return null;
    // What is made is seldom here: one look is enough.
    if (type === 'Create') return this.threads.post(objectId);
    return (await this.threads.standing(objectId)) ?? this.group(objectId);
  }

  /** A Group itself, when it is one that is followed from here. */
  private async group(id: string | null): Promise<Standing | null> {
    return (await this.followed.categoryOf(id)) === null ? null : { ...IN_NO_GROUP, group: id };
  }
}

function direct({ actor, objectId, activity }: Deed, subject: Standing | null): Relation[] {
  const found: Relation[] = [];
  if (objectId === actor) found.push('itself');
  const isClaimed = authorIn(activity.objects[0]) === actor && sameOrigin(objectId, actor);
  if (subject ? subject.author === actor : isClaimed) found.push('author');
  if (subject && sameOrigin(actor, subject.group)) found.push('group');
  if (sameOrigin(objectId, actor) && objectId !== actor) found.push('neighbour');
  return found.length > 0 ? found : ['stranger'];
}

function authorIn(embedded: unknown): string | null {
  if (typeof embedded !== 'object' || embedded === null) return null;
  return FirstReference.parse((embedded as { attributedTo?: unknown }).attributedTo ?? null);
}
