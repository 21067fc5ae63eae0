import { Injectable } from '@nestjs/common';
import type { PostDelivery } from '@app/contract';
import { AccessView, PostsView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';

@Injectable()
export class PostDeliveryView {
  constructor(
    private readonly db: DataSource,
    private readonly posts: PostsView,
    private readonly access: AccessView,
  ) {}

  /**
   * What became of a post's deliveries, all its edits included.
   *
   * @throws ProblemError not-found, also for what the viewer may not see
   */
  async of(viewer: Viewer, postId: string): Promise<PostDelivery> {
    const post = await this.posts.byId(postId);
    const refusal = post ? await this.access.whyNotSeeTopic(viewer, post.topicId) : 'not-found';
    if (refusal) throw new ProblemError(refusal);
    const [object] = await this.db.query<{ group: string | null }[]>(
      `select waits_for as "group" from ap_object where post_id = $1`,
      [postId],
    );
    const group = object?.group ?? null;
    const hosts = await this.hosts(postId);
    const total = (count: (host: HostRow) => number) => hosts.reduce((sum, host) => sum + count(host), 0);
    const isTheirs = viewer.role === 'staff' || viewer.accountId === post!.author.id;
    return {
      waitsFor: group === null ? null : new URL(group).host,
      sent: total(({ sent }) => sent),
      pending: total(({ pending }) => pending),
      refused: total(({ refused }) => refused),
      servers: hosts.length,
      reached: hosts.filter(({ pending, refused }) => pending + refused === 0).length,
      details: isTheirs ? hosts.map(toDetail) : [],
    };
  }

  private hosts(postId: string): Promise<HostRow[]> {
    return this.db.query(
      `select substring(d.inbox from '^https?://([^/]+)') as host,
         count(*) filter (where d.state = 'sent')::int as sent,
         count(*) filter (where d.state = 'pending')::int as pending,
         count(*) filter (where d.state in ('refused', 'expired'))::int as refused,
         (array_agg(d.last_status order by d.id desc) filter (where d.state <> 'sent'))[1] as status,
         (array_agg(d.last_error order by d.id desc) filter (where d.state <> 'sent'))[1] as error,
         min(d.next_at) as "nextAt"
       from ap_activity a join ap_delivery d on d.activity_seq = a.seq where a.post_id = $1
       group by 1 order by 4 desc, 3 desc, 1`,
      [postId],
    );
  }
}

interface HostRow {
  host: string;
  sent: number;
  pending: number;
  refused: number;
  status: number | null;
  error: string | null;
  nextAt: Date | null;
}

function toDetail({
  host,
  pending,
  refused,
  status,
  error,
  nextAt,
}: HostRow): PostDelivery['details'][number] {
  const state = pending > 0 ? 'pending' : refused > 0 ? 'refused' : 'sent';
  return { host, state, status, error, nextAt: nextAt?.toISOString() ?? null };
}
