import type { ReactionKind } from '@app/contract';
import Heart from '@lucide/svelte/icons/heart';
import HandHeart from '@lucide/svelte/icons/hand-heart';
import Laugh from '@lucide/svelte/icons/laugh';
import Lightbulb from '@lucide/svelte/icons/lightbulb';
import PartyPopper from '@lucide/svelte/icons/party-popper';
import { m } from '#lib/paraglide/messages.js';

interface Face {
  kind: ReactionKind;
  icon: typeof Heart;
  label: () => string;
}

/** Every reaction in the order in which it is offered. */
export const REACTIONS: readonly Face[] = [
  { kind: 'thanks', icon: Heart, label: m.react_thanks },
  { kind: 'insight', icon: Lightbulb, label: m.react_insight },
  { kind: 'laugh', icon: Laugh, label: m.react_laugh },
  { kind: 'celebrate', icon: PartyPopper, label: m.react_celebrate },
  { kind: 'care', icon: HandHeart, label: m.react_care },
];
