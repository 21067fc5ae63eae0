import type { ClosingProgress as Told } from '@app/contract';
import type { DataSource } from 'typeorm';
import { ClosingProgress } from './closing-progress.entity.ts';

const EVERY_MS = 1000;

/** Writes down how far the closing is, once a second at most: each step of it at its beginning. */
export function progressOf(db: DataSource, electionId: string) {
  let step: Told['step'] | null = null;
  let told = 0;
  return async (next: Told['step'], done: number, total: number): Promise<void> => {
    const now = performance.now();
    if (next === step && now - told < EVERY_MS) return;
    step = next;
    told = now;
    await db.manager.upsert(ClosingProgress, { electionId, step: next, done, total }, ['electionId']);
  };
}
