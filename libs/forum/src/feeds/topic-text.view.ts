import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/identity';
import { Config, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

/** So many posts are one file; it says where the next ones are. */
const MOST = 500;

/** A topic as plain text in Markdown, for reading elsewhere and for keeping. */
@Injectable()
export class TopicTextView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
    private readonly access: AccessView,
  ) {}

  /**
   * @param after the number after which it begins
   * @throws ProblemError a refusal of the policy
   */
  async markdown(viewer: Viewer, topicId: string, after: number): Promise<string> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const [topic] = await this.db.query<{ title: string; slug: string; lastNumber: number }[]>(
      `select title, slug, last_number as "lastNumber" from topic where id = $1`,
      [topicId],
    );
    if (!topic) throw new ProblemError('not-found');
    const posts = await this.db.query<{ number: number; name: string; raw: string | null; at: Date }[]>(
      `select p.number, a.display_name as name, case when p.deleted_at is null then p.raw end as raw, p.created_at as at
       from post p join account a on a.id = p.author_id
       where p.topic_id = $1 and p.number > $2 order by p.number limit ${MOST}`,
      [topicId, after],
    );
    const url = `${this.config.publicUrl}/t/${topicId}`;
    const last = posts.at(-1)?.number ?? topic.lastNumber;
    return [
      `# ${topic.title.replaceAll('\n', ' ')}`,
      `<${url}/${encodeURIComponent(topic.slug)}>`,
      ...posts
        .filter(({ raw }) => raw !== null)
        .map(({ number, name, raw, at }) => `## #${number} ${name}, ${at.toISOString()}\n\n${raw}`),
      ...(last < topic.lastNumber ? [`More: <${url}.md?after=${last}>`] : []),
      '',
    ].join('\n\n');
  }
}
