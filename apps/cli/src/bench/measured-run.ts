import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { median } from './figure.ts';

export type Run = { seconds: number; peakMegabytes: number };

/** Medians of five, as the goals are set. */
const RUNS = 5;

/**
 * Runs a built program five times as whole processes, from start to end.
 *
 * @param program path below this folder's parent, as built
 * @throws Error with what the program said, when it fails
 */
export async function measuredRuns(program: string, args: readonly string[]): Promise<Run> {
  const runs: Run[] = [];
  for (let run = 0; run < RUNS; run++) runs.push(await measuredRun(program, args));
  return {
    seconds: median(runs.map(({ seconds }) => seconds)),
    peakMegabytes: Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes)),
  };
}

/** Runs it once: for what takes minutes. */
export async function measuredRun(program: string, args: readonly string[]): Promise<Run> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    ['--import', join(import.meta.dirname, 'tell-memory.js'), join(import.meta.dirname, program), ...args],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const said: string[] = [];
  const memory: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stdio[3]?.on('data', (chunk: Buffer) => memory.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  if (code !== 0) throw new Error(`${program} ${args[0] ?? ''} ended with ${code}: ${said.join('')}`);
  return { seconds, peakMegabytes: Number(memory.join('')) / 1000 };
}
