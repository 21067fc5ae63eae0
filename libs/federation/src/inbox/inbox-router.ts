import { Inject, Injectable } from '@nestjs/common';
import { innerActivity } from '../mapping/activity.ts';
import { pollVote } from '../mapping/post-draft.ts';
import { isAct, ruleFor } from './authority.rules.ts';
import { INBOXES, type Inbox } from './handlers.ts';
import { actName, type Deed, deedOf, type Message } from './message.ts';
import { ignored, type Outcome } from './outcome.ts';
import { StandingView } from './standing.view.ts';
import { UndoneDeeds } from './undone-deeds.ts';

/** Asks the table who may do what, and has it done. What nobody may do is put aside with a word. */
@Injectable()
export class InboxRouter {
  constructor(
    private readonly standing: StandingView,
    private readonly undone: UndoneDeeds,
    @Inject(INBOXES) private readonly inboxes: readonly Inbox[],
  ) {}

  async route(message: Message): Promise<Outcome> {
    const { actor, activity } = message;
    const inner = activity.type === 'Announce' ? innerActivity(activity) : null;
    const deed = inner ? deedOf(message, inner, actor) : deedOf(message, activity, null);
    return this.do(deed.isUndo && deed.type === '' ? await this.undone.named(deed) : deed);
  }

  private async do(deed: Deed): Promise<Outcome> {
    const act = deed.type === 'Create' && pollVote(deed.activity.objects[0]) ? 'Vote' : actName(deed);
    if (!isAct(act)) return ignored(`no use for a ${act}`);
    const relations = await this.standing.relations(deed);
    const rule = ruleFor(act, relations);
    if (rule === 'refuse') return ignored(`${act} is not for ${relations.join(' or ')}`);
    for (const { handlers } of this.inboxes) {
      const outcome = await handlers[act]?.(deed, rule);
      if (outcome) return outcome;
    }
    return ignored(`no use for a ${act}`);
  }
}
