import { Injectable } from '@nestjs/common';
import type { HostRuleKind } from '@app/contract';
import { DataSource } from 'typeorm';
import { type HostRule, ruleFor } from './host-rules.rules.ts';

/** How long another process may go on by the rules it read. */
const FRESH_MS = 2000;

/** What staff decided about servers, for everything that talks to one or shows what came from it. */
@Injectable()
export class HostRules {
  private read: { rules: Promise<HostRule[]>; at: number } | null = null;

  constructor(private readonly db: DataSource) {}

  /** @param host with its port, where that is not the usual one */
  async ruleOf(host: string): Promise<HostRuleKind | null> {
    return ruleFor(host, await this.rules(), new Date())?.rule ?? null;
  }

  async isDenied(host: string): Promise<boolean> {
    return (await this.ruleOf(host)) === 'deny';
  }

  /** The rules are others now. */
  forget(): void {
    this.read = null;
  }

  private rules(): Promise<HostRule[]> {
    if (this.read && Date.now() - this.read.at < FRESH_MS) return this.read.rules;
    const rules = this.db.query<HostRule[]>(
      `select pattern, rule, expires_at as "expiresAt" from ap_host_rule
       where expires_at is null or expires_at > now()`,
    );
    this.read = { rules, at: Date.now() };
    rules.catch(() => this.forget());
    return rules;
  }
}
