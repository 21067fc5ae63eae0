import { createDataSource } from '@app/platform';
import { freshDatabase } from '@app/platform/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Category } from './categories/category.entity.ts';
import { knownCategories } from './standing.ts';

describe('the categories that a process knows', () => {
  /** As two processes would have them. */
  let here: DataSource;
  let there: DataSource;

  beforeAll(async () => {
    const url = await freshDatabase();
    here = await createDataSource(url, [Category]).initialize();
    there = await createDataSource(url, [Category]).initialize();
    await here.query(`insert into category (slug, name) values ('agora', 'Agora'), ('archive', 'Archive')`);
  });
  afterAll(async () => {
    await here.destroy();
    await there.destroy();
  });

  const agora = async (db: DataSource) => (await knownCategories(db)).find(({ slug }) => slug === 'agora')!;
  const hide = (db: Pick<DataSource, 'query'>) =>
    db.query(`update category set visibility = 'members', permissions = '{}' where slug = 'agora'`);

  it('are read again only when one has changed', async () => {
    const before = await knownCategories(here);
    expect(await knownCategories(here)).toBe(before);
    await there.query(`update category set name = 'Forum' where slug = 'agora'`);
    expect(await knownCategories(here)).not.toBe(before);
    expect((await agora(here)).name).toBe('Forum');
  });

  it('are hidden from the next page on, whichever process hid one', async () => {
    expect((await agora(here)).visibility).toBe('public');
    await hide(there);
    expect((await agora(here)).visibility).toBe('members');
    await there.query(`delete from category where slug = 'archive'`);
    expect((await knownCategories(here)).map(({ slug }) => slug)).not.toContain('archive');
  });

  it('are never those of a change that did not come about', async () => {
    const runner = here.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`update category set name = 'Never' where slug = 'agora'`);
    const seen = await knownCategories(runner.manager);
    expect(seen.map(({ name }) => name)).toContain('Never');
    expect((await agora(here)).name).toBe('Forum');
    await runner.rollbackTransaction();
    await runner.release();
    expect((await agora(here)).name).toBe('Forum');
  });
});
