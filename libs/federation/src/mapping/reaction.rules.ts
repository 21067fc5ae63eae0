import type { ReactionKind } from '@app/contract';

/** Emoji that say what one of our reactions says; any other is thanks, as a plain Like is. */
const MEANT: [ReactionKind, string][] = [
  ['care', '❤♥🧡💛💚💙💜🤎🖤🤍💖💗💓💕💞🫂🥰😍😢'],
  ['laugh', '😂🤣😆😄😁😀😃😅😹🙃'],
  ['celebrate', '🎉🥳🎊🙌👏✨🚀🏆'],
  ['insight', '💡🤔🧠🧐👀'],
];

/** What a reaction from elsewhere counts as (FEP-c0e0); `against` is a vote down, which counts nowhere. */
export function reactionKind(type: string, content: string | null): ReactionKind | 'against' {
  if (type === 'Dislike') return 'against';
  const [emoji] = (content ?? '').trim();
  if (emoji === undefined) return 'thanks';
  return MEANT.find(([, signs]) => signs.includes(emoji))?.[0] ?? 'thanks';
}
