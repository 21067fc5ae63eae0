import { BallotFileError, canonicalJson, count, CountError, type Election, readBallotFile } from '@app/tally';
import type { Choices, Job, News, Refusal } from './counting-job.ts';

addEventListener('message', ({ data }: MessageEvent<Job>) => {
  // What is nobody's fault but ours reaches the page as the worker's error.
  countFile(data).then(tell, reportError);
});

function tell(news: News): void {
  postMessage(news);
}

async function countFile({ file, choices }: Job): Promise<News> {
  try {
    const election = readBallotFile(new Uint8Array(await file.arrayBuffer()), file.name);
    const refusal = misfit(election, choices);
    if (refusal) return { step: 'refused', refusal };
    tell({ step: 'counting', ballots: election.ballots.papers.reduce((sum, papers) => sum + papers, 0) });
    const { method, seats, lotOrder, withdrawn } = choices;
    const sheet = count(
      { ...election, title: election.title || file.name },
      { method, withdrawn, ...(seats !== null && { seats }), ...(lotOrder !== null && { lotOrder }) },
    );
    return { step: 'counted', counted: { fileName: file.name, sheet, json: canonicalJson(sheet) } };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return { step: 'refused', refusal };
  }
}

/** The first choice that does not fit the file: the library would refuse it too, but not by field. */
function misfit(election: Election, { method, seats, lotOrder, withdrawn }: Choices): Refusal | null {
  const candidates = election.candidates.length;
  const transferable = method === 'scottish-stv' || method === 'meek';
  if (transferable && seats === null && election.seats === null)
    return { field: 'seats', why: 'seats-needed' };
  for (const [field, numbers] of [['lotOrder', lotOrder ?? []] as const, ['withdrawn', withdrawn] as const]) {
    const unknown = numbers.find((number) => number > candidates);
    if (unknown !== undefined) return { field, why: 'no-candidate', candidate: unknown };
  }
  if (lotOrder && (lotOrder.length !== candidates || new Set(lotOrder).size !== candidates))
    return { field: 'lotOrder', why: 'not-everybody', candidates };
  return null;
}

function refusalOf(error: unknown): Refusal | null {
  if (error instanceof BallotFileError)
    return { field: 'file', why: 'bad-file', line: error.line, reason: error.reason };
  if (error instanceof CountError) return { field: 'method', why: 'cannot-count', reason: error.message };
  // The browser no longer finds the file, or not as it was when chosen.
  if (error instanceof DOMException) return { field: 'file', why: 'unreadable' };
  return null;
}
