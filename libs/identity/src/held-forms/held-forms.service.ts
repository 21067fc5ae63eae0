import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { HeldForm } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Attempts } from '../sessions/attempts.ts';

/** Keeps what somebody wrote while they sign in again. */
@Injectable()
export class HeldFormsService {
  private readonly held = new Attempts(30, 3600);

  constructor(private readonly db: DataSource) {}

  /**
   * Keeps a form for half an hour.
   *
   * @param place the network address of the browser
   * @returns the key to it; only its digest is stored
   * @throws ProblemError too-many-requests
   */
  async hold({ path, fields }: HeldForm, place: string): Promise<string> {
    this.held.spend(place);
    const key = randomBytes(24).toString('base64url');
    await this.db.query(
      `insert into held_form (key_hash, path, fields, expires_at) values ($1, $2, $3, now() + interval '30 minutes')`,
      [digest(key), path, JSON.stringify(fields)],
    );
    return key;
  }

  /** @throws ProblemError not-found when it is too old or was never held */
  async read(key: string): Promise<HeldForm> {
    const rows: HeldForm[] = await this.db.query(
      `select path, fields from held_form where key_hash = $1 and expires_at > now()`,
      [digest(key)],
    );
    if (!rows[0]) throw new ProblemError('not-found');
    return rows[0];
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
