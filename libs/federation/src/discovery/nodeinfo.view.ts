import { Injectable } from '@nestjs/common';
import { SiteSettings } from '@app/platform';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';

/** The version that other servers are told; a spec holds it to package.json. */
export const VERSION = '0.1.0';

const SCHEMA = 'http://nodeinfo.diaspora.software/ns/schema/2.1';
const SERVER_ACTOR = 'https://www.w3.org/ns/activitystreams#Application';

/** Counting a large forum takes a while, and nobody needs it by the minute. */
const FRESH_MS = 10 * 60 * 1000;

interface Usage {
  total: number;
  activeMonth: number;
  activeHalfyear: number;
  localPosts: number;
  localComments: number;
}

/** What crawlers are told about this server (NodeInfo 2.1). */
@Injectable()
export class NodeInfoView {
  private counted: { usage: Usage; at: number } | null = null;

  constructor(
    private readonly db: DataSource,
    private readonly site: SiteSettings,
    private readonly at: LocalAddresses,
  ) {}

  links(): object {
    return {
      links: [
        { rel: SCHEMA, href: `${this.at.origin}/nodeinfo/2.1` },
        // FEP-2677: where the server's own actor is.
        { rel: SERVER_ACTOR, href: this.at.instance },
      ],
    };
  }

  async document(): Promise<object> {
    const { name, description } = await this.site.read();
    const { total, activeMonth, activeHalfyear, localPosts, localComments } = await this.usage();
    return {
      version: '2.1',
      software: { name: 'folkmoot', version: VERSION },
      protocols: ['activitypub'],
      services: { inbound: [], outbound: [] },
      openRegistrations: true,
      usage: { users: { total, activeMonth, activeHalfyear }, localPosts, localComments },
      metadata: { nodeName: name, nodeDescription: description },
    };
  }

  /** Only what is ours and not deleted. */
  private async usage(): Promise<Usage> {
    if (this.counted && Date.now() - this.counted.at < FRESH_MS) return this.counted.usage;
    const [usage] = await this.db.query<[Usage]>(`
      select
        (select count(*)::int from account where domain = '' and deleted_at is null) as total,
        count(distinct author_id) filter (where p.created_at > now() - interval '30 days')::int as "activeMonth",
        count(distinct author_id) filter (where p.created_at > now() - interval '180 days')::int as "activeHalfyear",
        count(*) filter (where p.number = 1)::int as "localPosts",
        count(*) filter (where p.number > 1)::int as "localComments"
      from post p where p.uri is null and p.deleted_at is null and p.kind = 'post'`);
    this.counted = { usage, at: Date.now() };
    return usage;
  }
}
