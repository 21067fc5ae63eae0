import { PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { ENTITIES } from '../src/entities.ts';
import { type RunningServer, startServer } from '../src/server.ts';

interface Route {
  method: 'get' | 'put' | 'post' | 'delete' | 'patch';
  path: string;
}

describe('the description of the API', () => {
  let server: RunningServer;
  let document: OpenAPIObject;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase();
    const db = await createDataSource(databaseUrl, ENTITIES).initialize();
    const config = configFor(databaseUrl, { PORT: '0', ROLES: 'web' });
    server = await startServer({ config, db, databaseUrl, log: pino({ level: 'silent' }) });
    document = (await (await fetch(`${server.url}/api/docs-json`)).json()) as OpenAPIObject;
  });
  afterAll(() => server.stop());

  it('tells for every route under /api/v1 what it answers, and how it refuses', () => {
    const routes = routesUnder('/api/v1');
    expect(routes.length).toBeGreaterThan(5);
    const undescribed = routes.filter(({ method, path }) => {
      const responses = document.paths[path]?.[method]?.responses ?? {};
      const [status, answer] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
      const schema =
        answer && 'content' in answer ? Object.values(answer.content ?? {})[0]?.schema : undefined;
      const isTold = status === '204' || (schema !== undefined && Object.keys(schema).length > 0);
      return !isTold || !JSON.stringify(responses['default']).includes('#/components/schemas/Problem');
    });
    expect(undescribed).toEqual([]);
  });

  it('names the schemas of the contract, and refers to none that is missing', () => {
    const schemas = Object.keys(document.components?.schemas ?? {});
    expect(schemas).toEqual(expect.arrayContaining(['CurrentAccount', 'SignUp', 'Problem']));
    const named = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/([\w.]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.filter((name) => !schemas.includes(name ?? ''))).toEqual([]);
    expect(document.openapi).toBe('3.0.3');
  });

  it('is shown by a page that asks no other site for anything', async () => {
    const page = await fetch(`${server.url}/api/docs`);
    expect(page.status).toBe(200);
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)=["']([^"']+)["']/g)].map(([, file]) => file ?? '');
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).not.toMatch(/^(?:https?:)?\/\//);
      const asset = await fetch(new URL(file, `${server.url}/api/docs/`));
      expect([file, asset.status]).toEqual([file, 200]);
    }
    const start = await (await fetch(`${server.url}/api/docs/swagger-ui-init.js`)).text();
    expect(start).toContain('"validatorUrl": null');
  });

  /** What Nest itself was given, so that a route that the description leaves out is found. */
  function routesUnder(prefix: string): Route[] {
    const controllers = [...server.app.get(ModulesContainer).values()].flatMap((module) =>
      [...module.controllers.values()].map(({ metatype }) => metatype),
    );
    return controllers.flatMap((controller) => {
      if (!controller) return [];
      const root = String(Reflect.getMetadata(PATH_METADATA, controller));
      return Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(({ value }) => {
        if (typeof value !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, value)) return [];
        const path = `/${root}/${Reflect.getMetadata(PATH_METADATA, value)}`.replaceAll(/\/+/g, '/');
        const method = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, value))]?.toLowerCase();
        if (!path.startsWith(`${prefix}/`)) return [];
        const plain = path.replace(/\/$/, '').replaceAll(/:(\w+)/g, '{$1}');
        return [{ method: method as Route['method'], path: plain }];
      });
    });
  }
});
