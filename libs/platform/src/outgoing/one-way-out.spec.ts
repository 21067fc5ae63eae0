import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../../../..');

/** Everything with which Node can open a connection, and the libraries that open one by themselves. */
const OPENS: Record<string, RegExp> = {
  // A method of that name is written with the type of what it takes.
  'the global fetch': /(?<![.\w])(?:globalThis\.)?fetch\((?!\w+: )/,
  'a socket of the platform': /new (?:WebSocket|EventSource|XMLHttpRequest)\(/,
  'node’s client for http': /import \{[^}]*\b(?:request|get|ClientRequest|Agent)\b[^}]*\} from 'node:https?'/,
  'node’s client for other protocols':
    /import (?!type)\{[^}]*\b(?:connect|createConnection|Socket|createSocket|lookup)\b[^}]*\} from 'node:(?:net|tls|http2|dgram|dns)'/,
  'a library that asks others':
    /(?:from |import\()'(?:undici|@opentelemetry\/exporter-trace-otlp-http|openid-client|web-push|nodemailer|@aws-sdk\/client-s3|ioredis|redis|socket\.io-client|axios|got|pg|better-auth)'/,
};

/** The guard itself, and whoever goes past it: each with the reason why that leads nowhere it should not. */
const KNOWN: Record<string, string> = {
  'libs/platform/src/outgoing/outgoing-client.ts': 'the guard',
  'libs/platform/src/outgoing/guarded-lookup.ts': 'the guard: looks names up to judge where they lead',
  'libs/identity/src/oidc/oidc-client.ts': 'openid-client is given the guard as its fetch',
  'libs/notifications/src/push/push-sender.ts': 'web-push only encrypts; the guard sends',
  'libs/notifications/src/push/vapid-keys.ts': 'web-push only makes keys',
  'libs/notifications/src/mail/smtp.ts': 'the mail server that the operator named in SMTP_URL',
  'libs/media/src/storage/s3-storage.ts': 'the store that the operator named in S3_URL',
  'libs/platform/src/database/embedded/embedded-postgres.ts': 'the database',
  'libs/platform/src/jobs/worker.ts': 'the database',
  'libs/platform/src/watching/tracing.ts':
    'the collector that the operator named in OTEL_EXPORTER_OTLP_ENDPOINT',
  'libs/identity/src/auth/auth.ts': 'the database; no provider that better-auth would ask is set up in it',
  'libs/identity/src/auth/better-auth.ts': 'no provider that better-auth would ask is set up in it',
  'libs/realtime/src/gateway/live-tail.ts': 'the database',
};

const SOURCES = globSync(['apps/server/src/**/*.ts', 'libs/*/src/**/*.ts'], { cwd: ROOT }).filter(
  (path) => !path.endsWith('.spec.ts') && !path.includes('/testing/'),
);

describe('a request to another server', () => {
  const openers = SOURCES.flatMap((path) => {
    // What is imported as a type only opens nothing.
    const source = readFileSync(join(ROOT, path), 'utf8').replace(/^import type .*$/gm, '');
    return Object.entries(OPENS)
      .filter(([, opens]) => opens.test(source))
      .map(([what]) => ({ path, what }));
  });

  it('is made by nobody but the guard, and those who are known', () => {
    expect(SOURCES.length).toBeGreaterThan(400);
    expect(openers.filter(({ path }) => !(path in KNOWN))).toEqual([]);
  });

  it('is made by everybody who is said to make one', () => {
    expect(Object.keys(KNOWN).filter((path) => !openers.some((one) => one.path === path))).toEqual([]);
  });

  it('passes the guard where a library makes it', () => {
    const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
    expect(read('libs/identity/src/oidc/oidc-client.ts')).toContain('[customFetch]');
    expect(read('libs/notifications/src/push/push-sender.ts')).not.toContain('sendNotification');
  });

  it('is not made by pages: on the server they ask our own API and nothing else', () => {
    const pages = globSync(
      ['apps/web/src/**/*.server.ts', 'apps/web/src/**/+*.ts', 'apps/web/src/lib/server/**/*.ts'],
      {
        cwd: ROOT,
      },
    );
    const asks = pages.flatMap((path) =>
      [...readFileSync(join(ROOT, path), 'utf8').matchAll(/(?<![.\w])fetch\(([^)\n]*)/g)].map(
        ([, what = '']) => ({ path, what }),
      ),
    );
    const own = /^(?:'\/api\/|`\/api\/|API \+ path|request$|input, |new Request)/;
    expect(asks.filter(({ what }) => !own.test(what))).toEqual([]);
  });
});
