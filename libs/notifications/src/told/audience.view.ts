import { Injectable } from '@nestjs/common';
import { AccessView, FollowLevelsView } from '@app/forum';
import { RelationsView } from '@app/identity';

interface About {
  topicId: string;
  /** Whose doing it is. */
  actorId: string | null;
  /** Whether it comes through even where the topic is muted: a vote is not conversation. */
  despiteMute: boolean;
}

/** Who of those who might be told something may be and wants to be, now. */
@Injectable()
export class AudienceView {
  constructor(
    private readonly access: AccessView,
    private readonly levels: FollowLevelsView,
    private readonly relations: RelationsView,
  ) {}

  /** By id; without those who may not see the topic, have muted it, or want to hear nothing of the actor. */
  async of({ topicId, actorId, despiteMute }: About, accountIds: readonly string[]): Promise<string[]> {
    if (accountIds.length === 0) return [];
    const allowed = await this.access.whoMaySeeTopic(topicId, [...new Set(accountIds)]);
    const muters = despiteMute ? new Set<string>() : await this.levels.mutersOf(topicId, allowed);
    const deaf = actorId === null ? new Set<string>() : await this.relations.deafTo(actorId, allowed);
    return allowed.filter((id) => !muters.has(id) && !deaf.has(id));
  }
}
