/** How large a generated site is. */
export interface SitePlan {
  members: number;
  topics: number;
  /** All posts, first posts included. */
  posts: number;
  largestTopic: number;
  /** The same seed makes the same site. */
  seed: number;
}

/** Topics of other sites are this unequal (Zipf's law; G. K. Zipf, 1949): the n-th longest has 1/n^0.9 of the longest. */
const EXPONENT = 0.9;

/** Why no such site can be made, in words for the one who asked; null if it can. */
export function whyNotPlan({ members, topics, posts, largestTopic }: SitePlan): string | null {
  if (members < 2) return '--members has to be 2 or more.';
  if (topics < 1) return '--topics has to be 1 or more.';
  if (largestTopic < 1) return '--largest-topic has to be 1 or more.';
  if (posts < topics - 1 + largestTopic) {
    return '--posts is too few: every topic has one post at least, and the largest has --largest-topic.';
  }
  return posts > topics * largestTopic
    ? '--posts is more than --topics topics of --largest-topic hold.'
    : null;
}

/**
 * The number of posts of each topic, longest first: the first has `largestTopic`, the others fall off by
 * Zipf's law, each has one at least and together they have `posts`.
 */
export function topicLengths({ topics, posts, largestTopic }: SitePlan): number[] {
  const lengths = Array.from({ length: topics }, () => 1);
  lengths[0] = largestTopic;
  let left = posts - (topics - 1) - largestTopic;
  const weights = lengths.map((_, rank) => (rank === 0 ? 0 : 1 / rank ** EXPONENT));
  // What does not fit under the largest goes round again, to those with room.
  while (left > 0) {
    const open = weights.map((weight, rank) => ((lengths[rank] ?? 0) < largestTopic ? weight : 0));
    const sum = open.reduce((total, weight) => total + weight, 0);
    const round = left;
    for (let rank = 1; rank < topics && left > 0; rank++) {
      const room = largestTopic - (lengths[rank] ?? 0);
      const share = Math.min(room, left, Math.ceil((round * (open[rank] ?? 0)) / sum));
      lengths[rank] = (lengths[rank] ?? 0) + share;
      left -= share;
    }
  }
  return lengths;
}
