import { Injectable } from '@nestjs/common';
import { OutsideReactionsService } from '@app/forum';
import { reactionKind } from '../mapping/reaction.rules.ts';
import { PlacesView } from '../threads/places.view.ts';
import type { Rule } from './authority.rules.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';
import { Undone } from './undone.ts';

/** Like, Dislike and reactions with an emoji: counted, never named (federation.md §2.2). */
@Injectable()
export class VotesInbox {
  readonly handlers: Handlers = {
    Like: (deed, rule) => this.vote(deed, rule),
    'Undo Like': (deed, rule) => this.vote(deed, rule),
    EmojiReact: (deed, rule) => this.vote(deed, rule),
    'Undo EmojiReact': (deed, rule) => this.vote(deed, rule),
    Dislike: (deed, rule) => this.vote(deed, rule),
    'Undo Dislike': (deed, rule) => this.vote(deed, rule),
  };

  constructor(
    private readonly reactions: OutsideReactionsService,
    private readonly places: PlacesView,
    private readonly undone: Undone,
  ) {}

  private async vote({ type, actor, via, isUndo, activity, objectId }: Deed, rule: Rule): Promise<Outcome> {
    if (objectId === null || actor === '') return ignored('a vote for nothing');
    const post = await this.places.post(objectId);
    if (!post) return ignored('not here');
    if (post.author === actor) return ignored('for their own');
    const kind = reactionKind(type, activity.content);
    const vote = { postId: post.postId, actor, kind, reportedBy: rule === 'report' ? via : null };
    if (isUndo) {
      if (await this.reactions.uncount(vote)) return APPLIED;
      await this.undone.park(activity.id, actor);
      return { ...APPLIED, reason: 'remembered: it did not come yet' };
    }
    if (await this.undone.wasTakenBack(activity.id, actor)) return ignored('taken back before it came');
    return (await this.reactions.count(vote)) ? APPLIED : ignored('counted already');
  }
}
