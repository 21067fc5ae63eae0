import { parseArgs } from 'node:util';
import type { Bench } from './figure.ts';
import { jsonLine, table } from './figure.ts';
import { measuredOn } from './measured-on.ts';

/** Each bench loads what it measures when it is asked for. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  ballots: async () => (await import('./ballots.bench.ts')).benchBallots,
  federation: async () => (await import('./federation.bench.ts')).benchFederation,
  pages: async () => (await import('./pages.bench.ts')).benchPages,
  start: async () => (await import('./start.bench.ts')).benchStart,
  tally: async () => (await import('./tally.bench.ts')).benchTally,
  write: async () => (await import('./write.bench.ts')).benchWrite,
};

const { positionals, values } = asked();
const [name = ''] = positionals;
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (positionals.length !== 1 || load === undefined) usage();
const asJson = values.json === true;

const bench = await load();
const tell = asJson ? console.error : console.log;
tell(`${name}, measured on ${measuredOn()}`);
const figures = await bench(
  {
    progress: (doing) => console.error(`${doing} …`),
    missing: (what) => tell(`Not measured: ${what}`),
  },
  {
    limit: values.limit === true,
    against: values.against,
  },
);
console.log(asJson ? figures.map((figure) => jsonLine(name, figure)).join('\n') : table(figures));

function asked() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, limit: { type: 'boolean' }, against: { type: 'string' } },
    });
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
}

function usage(refusal?: string): never {
  if (refusal !== undefined) console.error(refusal);
  console.error('Usage: npm run bench -- NAME [--json] [--limit] [--against URL]');
  console.error(`NAME is one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}
