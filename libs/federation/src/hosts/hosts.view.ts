import { Injectable } from '@nestjs/common';
import type { FederationState, HostRule, HostRulePreview, HostState } from '@app/contract';
import { DataSource } from 'typeorm';
import { FetchSettings } from './fetch-settings.ts';
import { readHostList } from './host-list.rules.ts';
import { matches, ruleFor } from './host-rules.rules.ts';

const MOST_HOSTS = 200;

type HostRow = Omit<HostState, 'rule' | 'state'> & { failures: number; isPaused: boolean };

@Injectable()
export class HostsView {
  constructor(
    private readonly db: DataSource,
    private readonly settings: FetchSettings,
  ) {}

  async state(): Promise<FederationState> {
    const rules = await this.rules();
    const dated = rules.map((rule) => ({
      ...rule,
      expiresAt: rule.expiresAt ? new Date(rule.expiresAt) : null,
    }));
    const hosts = await this.hosts();
    return {
      settings: await this.settings.read(),
      rules,
      hosts: hosts.map(({ failures, isPaused, ...host }) => ({
        ...host,
        rule: ruleFor(host.host, dated, new Date())?.rule ?? null,
        state: isPaused ? 'paused' : failures > 0 ? 'failing' : 'fine',
      })),
    };
  }

  async rules(): Promise<HostRule[]> {
    const rows = await this.db.query<(Omit<HostRule, 'expiresAt' | 'createdAt'> & Dates)[]>(
      `select pattern, rule, note, expires_at as "expiresAt", created_at as "createdAt"
       from ap_host_rule where expires_at is null or expires_at > now() order by pattern`,
    );
    return rows.map((row) => ({
      ...row,
      expiresAt: row.expiresAt?.toISOString() ?? null,
      createdAt: row.createdAt.toISOString(),
    }));
  }

  /** What a list of rules would change and whom it would touch; nothing is changed. */
  async preview(csv: string): Promise<HostRulePreview> {
    const { rules, skipped } = readHostList(csv);
    const known = new Map((await this.rules()).map(({ pattern, rule }) => [pattern, rule]));
    const hosts = await this.db.query<{ host: string; actors: number; followers: number }[]>(
      `select substring(a.id from '^https?://([^/]+)') as host, count(*)::int as actors,
         count(*) filter (where exists (select from ap_follower f where f.follower = a.id))::int as followers
       from ap_actor a group by 1`,
    );
    const proposals = rules
      .filter(({ pattern, rule }) => known.get(pattern) !== rule)
      .map((rule) => {
        const touched = hosts.filter(({ host }) => matches(rule.pattern, host));
        return {
          ...rule,
          was: known.get(rule.pattern) ?? null,
          actors: sum(touched.map(({ actors }) => actors)),
          followers: sum(touched.map(({ followers }) => followers)),
        };
      });
    return { proposals, skipped };
  }

  private async hosts(): Promise<HostRow[]> {
    const rows = await this.db.query<(HostRow & { [key: string]: unknown })[]>(
      `with known as (
         select substring(a.id from '^https?://([^/]+)') as host, count(*)::int as actors,
           count(*) filter (where exists (select from ap_follower f where f.follower = a.id))::int as followers
         from ap_actor a group by 1
       ), waiting as (
         select d.host, count(*)::int as pending, min(w.created_at) as oldest, min(d.next_at) as next
         from ap_destination d join ap_delivery w on w.inbox = d.inbox and w.state = 'pending'
         group by d.host
       )
       select coalesce(k.host, p.host) as host, coalesce(k.actors, 0) as actors, coalesce(k.followers, 0) as followers,
         coalesce(w.pending, 0) as pending, w.oldest as "oldestPendingAt", p.last_ok_at as "lastOkAt",
         p.last_error as "lastError", p.last_error_at as "lastErrorAt", greatest(p.retry_at, w.next) as "retryAt",
         coalesce(p.failures, 0) as failures, p.paused_at is not null as "isPaused"
       from known k full join ap_peer p on p.host = k.host left join waiting w on w.host = coalesce(k.host, p.host)
       order by (p.paused_at is not null or coalesce(p.failures, 0) > 0) desc, w.pending desc nulls last,
         k.followers desc nulls last, 1
       limit $1`,
      [MOST_HOSTS],
    );
    return rows.map((row) => ({
      ...row,
      oldestPendingAt: iso(row.oldestPendingAt),
      lastOkAt: iso(row.lastOkAt),
      lastErrorAt: iso(row.lastErrorAt),
      retryAt: iso(row.retryAt),
    }));
  }
}

interface Dates {
  expiresAt: Date | null;
  createdAt: Date;
}

function iso(date: unknown): string | null {
  return date instanceof Date ? date.toISOString() : null;
}

function sum(numbers: number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
