import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { VARIABLES } from '@app/platform';

const docker = import.meta.dirname;
const project = resolve(docker, '..');

interface Service {
  environment?: Record<string, string>;
  build?: { context: string; dockerfile: string };
  volumes?: string[];
  depends_on?: string[] | Record<string, { condition: string }>;
}
const compose = parse(readFileSync(join(docker, 'compose.yaml'), 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
  volumes: Record<string, unknown>;
};
const scripts = (
  JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { scripts: Record<string, string> }
).scripts;
const instructions = readFileSync(join(docker, 'Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const own = Object.entries(compose.services).filter(([, { build }]) => build);

describe('the container files', () => {
  it('set only variables that the server reads', () => {
    const inImage = instructions
      .filter((line) => line.startsWith('ENV '))
      .flatMap((line) => [...line.matchAll(/(\w+)=/g)].map(([, name]) => name));
    const inCompose = own.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    const known = new Set([...VARIABLES, 'NODE_ENV']);
    expect([...inImage, ...inCompose].filter((name) => !known.has(name ?? ''))).toEqual([]);
    expect(inCompose).toContain('DATABASE_URL');
  });

  it('run web and worker apart, from one image, behind Caddy, on PostgreSQL 18', () => {
    expect(own.map(([name, { environment }]) => [name, environment?.ROLES])).toEqual([
      ['web', 'web'],
      ['worker', 'worker'],
    ]);
    expect(compose.services).toMatchObject({ db: { image: expect.stringContaining('postgres:18') } });
    expect(readFileSync(join(docker, 'Caddyfile'), 'utf8')).toContain('reverse_proxy web:3000');
  });

  it('name only services, volumes and files that exist', () => {
    const services = Object.keys(compose.services);
    const wanted = Object.values(compose.services).flatMap(({ depends_on: needs = [] }) =>
      Array.isArray(needs) ? needs : Object.keys(needs),
    );
    expect(wanted.filter((name) => !services.includes(name))).toEqual([]);

    const sources = Object.values(compose.services).flatMap(({ volumes = [] }) =>
      volumes.map((volume) => volume.split(':')[0] ?? ''),
    );
    const missing = sources.filter((source) =>
      source.startsWith('.') ? !existsSync(join(docker, source)) : !(source in compose.volumes),
    );
    expect(missing).toEqual([]);
    for (const [, { build }] of own)
      expect(existsSync(join(docker, build?.context ?? '', build?.dockerfile ?? '?'))).toBe(true);
  });

  it('copy and run only what the project has or builds', () => {
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(/\s+/).slice(1, -1));
    expect(copied.filter((path) => !existsSync(join(project, path)))).toEqual([]);

    const run = instructions.flatMap((line) =>
      [...line.matchAll(/npm run ([\w-]+)/g)].map(([, name]) => name ?? ''),
    );
    expect(run).toContain('build');
    expect(run.filter((name) => !(name in scripts))).toEqual([]);

    const [, main = ''] = /CMD \[.*"dist\/(.+)\.js"\]$/.exec(instructions.at(-1) ?? '') ?? [];
    expect(existsSync(join(project, `${main}.ts`))).toBe(true);
    expect(instructions).toContain('USER node');
  });
});
