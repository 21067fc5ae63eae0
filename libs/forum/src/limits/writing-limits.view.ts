import { Injectable } from '@nestjs/common';
import type { AccountRole, TrustLevel, WritingLimit, WritingLimits } from '@app/contract';
import { DataSource } from 'typeorm';
import { writingLeft } from './spend-writing.ts';
import { allowanceOf, type WritingKind } from './writing-limits.rules.ts';

@Injectable()
export class WritingLimitsView {
  constructor(private readonly db: DataSource) {}

  /** What a member may still write, so that a limit is seen before it is hit. */
  async of(accountId: string): Promise<WritingLimits> {
    const [writer] = await this.db.query<[{ role: AccountRole; trust: TrustLevel }]>(
      `select role, trust from account where id = $1`,
      [accountId],
    );
    const limit = async (kind: WritingKind): Promise<WritingLimit | null> => {
      const allowance = allowanceOf(writer, kind);
      if (!allowance) return null;
      return { ...allowance, ...(await writingLeft(this.db.manager, { accountId, kind }, allowance)) };
    };
    return { trust: writer.trust, posts: await limit('posts'), topics: await limit('topics') };
  }
}
