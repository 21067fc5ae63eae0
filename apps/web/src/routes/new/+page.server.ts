import { CategoryWriting, NewTopic, PostAddress, TopicWindow } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { categoryAddress, topicPath } from '#lib/forum/paths.ts';
import { m } from '#lib/paraglide/messages.js';
import { askedDraft } from '#lib/server/asked-draft.ts';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { previewAction } from '#lib/server/preview.ts';
import { readTags } from '#lib/tags/tag-path.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = ['category', 'title', 'tags', 'raw', 'clientId'] as const;

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname + url.search)}`);
  const draft = await askedDraft(fetch, url);
  const chosen = url.searchParams.get('c') ?? draft?.category ?? '';
  return { chosen, draft, writing: await readWriting(fetch, chosen), clientId: crypto.randomUUID() };
};

export const actions: Actions = {
  send: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), ...FIELDS);
    let address: PostAddress;
    try {
      // The same form sent twice opens one topic.
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      address = PostAddress.parse(
        await send(once, 'POST', '/topics', NewTopic.parse({ ...values, tags: readTags(values.tags) })),
      );
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, topicPath({ id: address.topicId, slug: address.slug }));
  },
  /** Takes up what was written for a topic that takes no more, with a link back to it. */
  continue: async ({ fetch, request }) => {
    const { topic: id, raw } = textFields(await request.formData(), 'topic', 'raw');
    const window = /^\d{1,18}$/.test(id)
      ? await read(fetch, `/topics/${id}?limit=1`, TopicWindow).catch(() => null)
      : null;
    const back = window
      ? `${m.continued_from()} [${plainLabel(window.topic.title)}](${topicPath(window.topic)})\n\n`
      : '';
    const category = window ? categoryAddress(window.topic.category) : '';
    return {
      values: { category, title: '', tags: '', raw: back + raw, clientId: crypto.randomUUID() },
      continued: true,
    };
  },
  preview: async ({ fetch, request }) =>
    previewAction(fetch, textFields(await request.formData(), ...FIELDS)),
};

/** A title as the words of a Markdown link. */
function plainLabel(title: string): string {
  return title.replaceAll(/[[\]\\]/g, ' ');
}

/** What the chosen category asks for; null where none is chosen, or none that there is. */
async function readWriting(
  fetch: typeof globalThis.fetch,
  category: string,
): Promise<CategoryWriting | null> {
  if (category === '') return null;
  const path = `/categories/${encodeURIComponent(category)}/writing`;
  return read(fetch, path, CategoryWriting).catch(() => null);
}
