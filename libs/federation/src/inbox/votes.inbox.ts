import { Injectable } from '@nestjs/common';
import { OutsidePollsService, OutsideReactionsService } from '@app/forum';
import { pollVote } from '../mapping/post-draft.ts';
import { reactionKind } from '../mapping/reaction.rules.ts';
import { PlacesView } from '../threads/places.view.ts';
import type { Rule } from './authority.rules.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';
import { Undone } from './undone.ts';

/** Like, Dislike, reactions with an emoji and answers to polls: counted, never named (federation.md §2.2). */
@Injectable()
export class VotesInbox {
  readonly handlers: Handlers = {
    Like: (deed, rule) => this.vote(deed, rule),
    'Undo Like': (deed, rule) => this.vote(deed, rule),
    EmojiReact: (deed, rule) => this.vote(deed, rule),
    'Undo EmojiReact': (deed, rule) => this.vote(deed, rule),
    Dislike: (deed, rule) => this.vote(deed, rule),
    'Undo Dislike': (deed, rule) => this.vote(deed, rule),
    Vote: (deed) => this.answer(deed),
  };

  constructor(
    private readonly reactions: OutsideReactionsService,
    private readonly polls: OutsidePollsService,
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

  /** Only the voter's own server says what they chose (the table); it is counted, and passed on to nobody. */
  private async answer({ actor, activity }: Deed): Promise<Outcome> {
    const vote = pollVote(activity.objects[0]);
    const post = vote && (await this.places.post(vote.poll));
    if (!post || !this.places.isOurs(vote.poll)) return ignored('no poll of ours');
    const why = await this.polls.count({ postId: post.postId, actor, option: vote.option });
    return why === null ? APPLIED : ignored(why);
  }
}
