import { fetchCards } from '#lib/forum/late-cards.svelte.ts';
import { hasEnded } from '#lib/governance/proposals/has-ended.ts';
import type { PageLoad } from './$types';

/** What few topics show comes with those topics only: most readers never load a ballot's chart. */
export const load: PageLoad = async ({ data, parent }) => {
  const [{ viewer }] = await Promise.all([parent(), fetchCards(data.window.posts)]);
  return {
    ...data,
    parts: {
      TopicMeta: viewer ? null : (await import('#lib/forum/TopicMeta.svelte')).default,
      DeletedTopic: data.window.topic.deleted
        ? (await import('#lib/forum/DeletedTopic.svelte')).default
        : null,
      RemoteThread: data.elsewhere ? (await import('#lib/fediverse/RemoteThread.svelte')).default : null,
      ElectionCard: data.election ? (await import('#lib/governance/ElectionCard.svelte')).default : null,
      TopicOutcomes: hasEnded(data.proposals)
        ? (await import('#lib/governance/proposals/TopicOutcomes.svelte')).default
        : null,
      Overview: data.window.topic.overview ? (await import('#lib/reading/Overview.svelte')).default : null,
      ProposalCard: data.proposals.proposals.some(({ state }) => state !== 'decided')
        ? (await import('#lib/governance/proposals/ProposalCard.svelte')).default
        : null,
      SenseCard: data.proposals.senseChecks.some(({ closed }) => !closed)
        ? (await import('#lib/governance/sense/SenseCard.svelte')).default
        : null,
    },
  };
};
