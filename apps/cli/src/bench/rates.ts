import { BareServer } from './bare-server.ts';
import type { BenchOptions, BenchVoice, Figure } from './figure.ts';
import { bear, type Load, shareOf } from './load.ts';

/** Of what a bare server sends; NodeBB 4.15.1 stood at 0.9 % of it. */
const GUESTS_SHARE = 60;
const MEMBERS_SHARE = 5;
const GUESTS_P99_MS = 10;

/** How many a second are given these pages, as a guest and signed in; beside the limit and another site where asked. */
export async function rates(
  voice: BenchVoice,
  pages: Readonly<Record<string, string>>,
  { cookie, limit, against }: BenchOptions & { cookie: string },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, url] of Object.entries(pages)) {
    voice.progress(`Ten connections ask for ${name}`);
    const bare = limit ? await BareServer.start(await (await fetch(url)).text()) : undefined;
    const others: Load[] = [bare?.url, against]
      .flatMap((other) => other ?? [])
      .map((other) => ({ url: other }));
    const [guests, members, ...borne] = await bear([{ url }, { url, cookie }, ...others]);
    await bare?.stop();
    figures.push(
      { name: `${name}, guests`, value: guests!.rate, unit: '/s', goal: null },
      { name: `${name}, guests, p99`, value: guests!.p99, unit: 'ms', goal: GUESTS_P99_MS },
      { name: `${name}, signed in`, value: members!.rate, unit: '/s', goal: null },
    );
    if (bare) {
      const most = borne.shift()!;
      figures.push(
        { name: `${name}, bare server`, value: most.rate, unit: '/s', goal: null },
        shareOf(`${name}, guests, of the bare server`, guests!, most, GUESTS_SHARE),
        shareOf(`${name}, signed in, of the bare server`, members!, most, MEMBERS_SHARE),
      );
    }
    if (against !== undefined) {
      figures.push(
        shareOf(`${name}, guests, of ${against}`, guests!, borne[0]!, null),
        shareOf(`${name}, signed in, of ${against}`, members!, borne[0]!, null),
      );
    }
  }
  return figures;
}
