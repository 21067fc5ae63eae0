import { z } from 'zod';
import { readRegistrars, type RegistrarAddress } from './registrar-addresses.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');

const Variables = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
  ROLES: z.string().default('web,worker'),
  SEED: z.enum(['demo', 'none']).default('demo'),
  BALLOT_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  REGISTRARS: z.string().default('').transform(readRegistrars),
  REGISTRARS_NEEDED: z.coerce.number().int().min(1).max(5).optional(),
  S3_URL: z.url({ protocol: /^https?$/ }).optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  TRUST_PROXY: flag.default(false),
  PAGE_CACHE_MB: z.coerce.number().int().min(0).max(4096).default(32),
  METRICS_TOKEN: z.string().min(16).optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  SLOW_QUERY_MS: z.coerce.number().int().min(1).max(60_000).default(500),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  AP_ALLOW_PRIVATE: flag.default(false),
});

/** The names of all variables that are read; whatever else a deployment sets has no effect. */
export const VARIABLES: readonly string[] = Object.keys(Variables.shape);

/** A variable that the operator has to put right; the message is one sentence that names it. */
export class ConfigError extends Error {}

/** The settings of one process, read once at start; nothing else reads the environment. */
export class Config {
  readonly port: number;
  readonly host: string;
  /** The origin that browsers and other servers use, without a trailing slash. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Absent: the embedded PostgreSQL under `dataDir` is used. */
  readonly databaseUrl: string | undefined;
  readonly roles: { readonly web: boolean; readonly worker: boolean };
  readonly seed: 'demo' | 'none';
  /** A host of its own that ballots are cast at; absent: the site's. */
  readonly ballotOrigin: string | undefined;
  /** Who signs ballots beside this server. */
  readonly registrars: readonly RegistrarAddress[];
  /** How many signatures a ballot needs, this server's among them. */
  readonly registrarsNeeded: number;
  /** `https://KEY:SECRET@host/bucket?region=…`. Absent: files lie under `dataDir`. */
  readonly s3Url: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly trustProxy: boolean;
  /** The most that guests' rendered pages may take in memory; 0 makes each anew. */
  readonly pageCacheMegabytes: number;
  /** Whoever shows it may read the metrics; absent: nobody may. */
  readonly metricsToken: string | undefined;
  /** A collector that spans are sent to; absent: none are made. */
  readonly traceEndpoint: string | undefined;
  /** A statement that takes this long is logged. */
  readonly slowQueryMs: number;
  readonly logLevel: string;
  /** Tests only: requests to other servers over http and to loopback addresses. */
  readonly mayReachPrivateHosts: boolean;

  constructor(variables: z.infer<typeof Variables>) {
    this.port = variables.PORT;
    this.host = variables.HOST;
    this.publicUrl = (variables.PUBLIC_URL ?? `http://localhost:${variables.PORT}`).replace(/\/+$/, '');
    this.dataDir = variables.DATA_DIR;
    this.databaseUrl = variables.DATABASE_URL;
    this.roles = rolesOf(variables.ROLES);
    this.seed = variables.SEED;
    this.ballotOrigin = variables.BALLOT_ORIGIN && new URL(variables.BALLOT_ORIGIN).origin;
    this.registrars = variables.REGISTRARS;
    this.registrarsNeeded = neededOf(variables.REGISTRARS_NEEDED, variables.REGISTRARS.length + 1);
    this.s3Url = variables.S3_URL;
    this.smtpUrl = variables.SMTP_URL;
    this.trustProxy = variables.TRUST_PROXY;
    this.pageCacheMegabytes = variables.PAGE_CACHE_MB;
    this.metricsToken = variables.METRICS_TOKEN;
    this.traceEndpoint = variables.OTEL_EXPORTER_OTLP_ENDPOINT;
    this.slowQueryMs = variables.SLOW_QUERY_MS;
    this.logLevel = variables.LOG_LEVEL;
    this.mayReachPrivateHosts = variables.AP_ALLOW_PRIVATE;
  }

  /** The host part of handles and of local addresses, with the port where it is not the scheme's own. */
  get domain(): string {
    return new URL(this.publicUrl).host;
  }
}

function neededOf(given: number | undefined, registrars: number): number {
  if (given !== undefined && given > registrars)
    throw new ConfigError(`REGISTRARS_NEEDED is ${given}, but there are only ${registrars} registrars.`);
  return given ?? registrars;
}

function rolesOf(value: string): Config['roles'] {
  const names = value.split(',').map((name) => name.trim());
  const wrong = names.find((name) => name !== 'web' && name !== 'worker');
  if (wrong !== undefined)
    throw new ConfigError(`ROLES names "${wrong}"; it takes web, worker or web,worker.`);
  return { web: names.includes('web'), worker: names.includes('worker') };
}

/**
 * Reads the settings from environment variables; empty ones count as absent, as compose files write them.
 *
 * @throws ConfigError naming the first variable that is wrong
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Variables.safeParse(given);
  if (parsed.success) return new Config(parsed.data);
  const [issue] = parsed.error.issues;
  const name = issue?.path.join('.') ?? '?';
  throw new ConfigError(`${name} is "${given[name] ?? ''}", which is not valid: ${issue?.message}.`);
}
