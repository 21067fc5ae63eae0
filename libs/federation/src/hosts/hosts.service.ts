import { Injectable } from '@nestjs/common';
import type { HostAct, HostRuleChoice, NewHostRule } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { HostRules } from './host-rules.ts';
import { readPattern } from './host-rules.rules.ts';
import { Peers } from './peers.ts';

/** What staff do about other servers. */
@Injectable()
export class HostsService {
  constructor(
    private readonly db: DataSource,
    private readonly rules: HostRules,
    private readonly peers: Peers,
  ) {}

  /**
   * Sets the rule for a host; an earlier one for the same is replaced.
   *
   * @throws ProblemError invalid-input for what is no host
   */
  async setRule(staffId: string, { pattern, rule, note, days }: NewHostRule): Promise<void> {
    const read = readPattern(pattern);
    if (read === null) {
      const errors = [{ pointer: '/pattern', code: 'invalid', message: 'This is no host' }];
      throw new ProblemError('invalid-input', { errors });
    }
    await this.keep(staffId, [{ pattern: read, rule, note }], days);
  }

  /** Sets those rules of a list that staff chose. What names no host is left out. */
  async setChosen(staffId: string, { rules }: HostRuleChoice): Promise<void> {
    const read = rules.flatMap((rule) => {
      const pattern = readPattern(rule.pattern);
      return pattern === null ? [] : [{ ...rule, pattern }];
    });
    await this.keep(staffId, read, null);
  }

  async removeRule(pattern: string): Promise<void> {
    await this.db.query(`delete from ap_host_rule where pattern = $1`, [pattern]);
    this.rules.forget();
  }

  /** Tries what waits for a host now, gives it up, or writes to that host no more until it writes to us. */
  async act({ host, act }: HostAct): Promise<void> {
    if (act === 'retry') return this.peers.sendNow(host);
    if (act === 'pause') await this.peers.pause(host);
    await this.peers.drop(host);
  }

  private async keep(
    staffId: string,
    rules: { pattern: string; rule: string; note: string }[],
    days: number | null,
  ): Promise<void> {
    await this.db.query(
      `insert into ap_host_rule (pattern, rule, note, expires_at, created_by_id)
       select r.pattern, r.rule, r.note, now() + make_interval(days => $2::int), $3
       from jsonb_to_recordset($1) as r (pattern text, rule text, note text)
       on conflict (pattern) do update set rule = excluded.rule, note = excluded.note,
         expires_at = excluded.expires_at, created_by_id = excluded.created_by_id, created_at = now()`,
      [JSON.stringify(rules), days, staffId],
    );
    this.rules.forget();
  }
}
