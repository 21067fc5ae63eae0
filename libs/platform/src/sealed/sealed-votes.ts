import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Config } from '../config/config.ts';
import { writeOnce } from '../files/write-once.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Votes that nobody is to find beside their voter's name, from when they are given until they are counted
 * (governance.md §4.4). A vote lies under a mark that only this server can make from the voter, encrypted
 * with a key that is a file and not in the database; so it is kept in a transaction of its own, and giving
 * it again changes it instead of adding one.
 */
@Injectable()
export class SealedVotes {
  private known: Promise<Buffer> | undefined;

  constructor(private readonly config: Config) {}

  /** Keeps a vote in place of the same voter's earlier one, in a transaction that writes nothing else. */
  async put(
    tx: EntityManager,
    box: string,
    { voterId, vote }: { voterId: string; vote: unknown },
  ): Promise<void> {
    const key = await this.key();
    await tx.query(
      `insert into sealed_vote (box, mark, content) values ($1, $2, $3)
       on conflict (box, mark) do update set content = excluded.content`,
      [box, markOf(key, box, voterId), seal(key, box, vote)],
    );
  }

  /**
   * Takes the votes of these voters out of a box, in an order that has nothing to do with theirs. What is
   * taken must be counted in the same transaction.
   */
  async take(tx: EntityManager, box: string, voterIds: readonly string[]): Promise<unknown[]> {
    const key = await this.key();
    const marks = voterIds.map((voterId) => markOf(key, box, voterId));
    const rows = await tx.query<{ mark: Buffer; content: Buffer }[]>(
      `with taken as (delete from sealed_vote where box = $1 and mark = any($2::bytea[]) returning mark, content)
       select mark, content from taken order by mark`,
      [box, marks],
    );
    return rows.map(({ content }) => unseal(key, box, content));
  }

  private key(): Promise<Buffer> {
    this.known ??= this.readKey().catch((error: unknown) => {
      this.known = undefined;
      throw error;
    });
    return this.known;
  }

  private async readKey(): Promise<Buffer> {
    const path = join(this.config.dataDir, 'sealed-votes.key');
    await mkdir(this.config.dataDir, { recursive: true, mode: 0o700 });
    await writeOnce(path, randomBytes(KEY_BYTES));
    return readFile(path);
  }
}

function markOf(key: Buffer, box: string, voterId: string): Buffer {
  return createHmac('sha256', key).update(`mark:${box}:${voterId}`).digest();
}

function sealingKey(key: Buffer, box: string): Buffer {
  return createHmac('sha256', key).update(`seal:${box}`).digest();
}

function seal(key: Buffer, box: string, vote: unknown): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key, box), nonce);
  const text = Buffer.concat([cipher.update(JSON.stringify(vote), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function unseal(key: Buffer, box: string, content: Buffer): unknown {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key, box), content.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(content.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const text = Buffer.concat([decipher.update(content.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8'));
}
