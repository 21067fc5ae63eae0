import { MEDIA_ENTITIES } from '@app/media';
import { createDataSource } from '@app/platform';
import { freshDatabase } from '@app/platform/testing';
import { FORUM_ENTITIES } from '@app/forum';
import { IDENTITY_ENTITIES } from '@app/identity';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOVERNANCE_ENTITIES } from '../index.ts';
import { firstBroken } from './chain.ts';
import { GovEvent } from './gov-event.entity.ts';
import { GovLog } from './gov-log.ts';

describe('the log of everything that governs', () => {
  let db: DataSource;
  const log = new GovLog();
  const at = new Date('2026-03-01T12:00:00.123Z');

  beforeAll(async () => {
    const url = await freshDatabase();
    const entities = [...IDENTITY_ENTITIES, ...MEDIA_ENTITIES, ...FORUM_ENTITIES, ...GOVERNANCE_ENTITIES];
    db = await createDataSource(url, entities).initialize();
    const line = (type: string) => ({
      topicId: null,
      actorId: null,
      type,
      at,
      payload: { b: 1, a: undefined },
    });
    for (const type of ['first', 'second', 'third']) await db.transaction((tx) => log.append(tx, line(type)));
    await Promise.all(['x', 'y', 'z'].map((type) => db.transaction((tx) => log.append(tx, line(type)))));
  });
  afterAll(() => db.destroy());

  const lines = () => db.manager.find(GovEvent, { order: { seq: 'asc' } });

  it('chains its lines without gaps, also those of transactions at the same moment', async () => {
    const events = await lines();
    expect(events.map(({ seq }) => seq)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(firstBroken(events)).toBeNull();
  });

  it('is refused any change by the database', async () => {
    await expect(db.query(`update gov_event set type = 'other' where seq = 2`)).rejects.toThrow(
      'append-only',
    );
    await expect(db.query(`delete from gov_event where seq = 6`)).rejects.toThrow('append-only');
    await expect(db.query(`truncate gov_event`)).rejects.toThrow('append-only');
  });

  it.each([
    ['what it says', `payload = '{"b": 2}'`],
    ['who did it', `type = 'other'`],
    ['when', `at = at + interval '1 second'`],
    ['the hash', `hash = sha256(hash)`],
  ])('shows where somebody altered %s past the program', async (_, change) => {
    const runner = db.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`alter table gov_event disable trigger gov_event_append_only`);
    await runner.query(`update gov_event set ${change} where seq = 3`);
    const altered = await runner.manager.find(GovEvent, { order: { seq: 'asc' } });
    await runner.rollbackTransaction();
    await runner.release();
    expect(firstBroken(altered)).toBe(3);
    expect(firstBroken(await lines())).toBeNull();
  });

  it('shows where somebody took a line out', async () => {
    const events = await lines();
    expect(firstBroken(events.filter(({ seq }) => seq !== '2'))).toBe(2);
  });
});
