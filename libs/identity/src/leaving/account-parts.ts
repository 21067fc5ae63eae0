import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface ExportFile {
  /** Its path in the archive. */
  path: string;
  /** What becomes JSON, or what opens a file; null when the file is gone meanwhile. */
  content: { json: unknown } | { open: () => Promise<Readable | null> };
}

/** What one room knows of an account: how it is taken along, and how it is forgotten. */
export interface AccountPart {
  collect(accountId: string): Promise<ExportFile[]>;
  /** @param withText whether what the account wrote goes too */
  forget(tx: EntityManager, accountId: string, withText: boolean): Promise<void>;
}

/** Where each room says, while it is being made, what it knows of accounts. */
@Injectable()
export class AccountParts {
  private readonly parts: AccountPart[] = [];

  add(part: AccountPart): void {
    this.parts.push(part);
  }

  get all(): readonly AccountPart[] {
    return this.parts;
  }
}
