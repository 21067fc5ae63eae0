import { pino } from 'pino';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';

describe('a server', () => {
  let server: RunningServer;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, { PORT: '0' });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
  });
  afterAll(() => server.stop());

  it('says that it is ready', async () => {
    const answer = await fetch(`${server.url}/health/ready`);
    expect(await answer.json()).toEqual({ status: 'ok' });
  });

  it('answers an unknown address with a problem that carries a code and a request id', async () => {
    const answer = await fetch(`${server.url}/api/v1/nothing`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'not-found',
      status: 404,
      requestId: expect.any(String),
    });
  });

  it('has exactly the schema that its entities describe', async () => {
    const { upQueries } = await server.app.get(DataSource).driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });
});
