import type { Bench } from './figure.ts';
import { jsonLine, table } from './figure.ts';
import { measuredOn } from './measured-on.ts';

/** Each bench loads what it measures when it is asked for. */
const BENCHES: Record<string, () => Promise<Bench>> = {
  ballots: async () => (await import('./ballots.bench.ts')).benchBallots,
  pages: async () => (await import('./pages.bench.ts')).benchPages,
  tally: async () => (await import('./tally.bench.ts')).benchTally,
};

const names = process.argv.slice(2).filter((word) => word !== '--json');
const asJson = process.argv.includes('--json');
const [name = ''] = names;
const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
if (names.length !== 1 || load === undefined) {
  console.error(`Usage: npm run bench -- NAME [--json]\nNAME is one of: ${Object.keys(BENCHES).join(', ')}`);
  process.exit(2);
}

const bench = await load();
const tell = asJson ? console.error : console.log;
tell(`${name}, measured on ${measuredOn()}`);
const figures = await bench({
  progress: (doing) => console.error(`${doing} …`),
  missing: (what) => tell(`Not measured: ${what}`),
});
console.log(asJson ? figures.map((figure) => jsonLine(name, figure)).join('\n') : table(figures));
