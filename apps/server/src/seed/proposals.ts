import { Outcome, Stance } from '@app/contract';
import { z } from 'zod';

const DemoProposal = z.strictObject({
  /** The title of the thread in which it stands. */
  thread: z.string().min(1),
  by: z.string().min(1),
  title: z.string().min(1),
  text: z.string().min(1),
  openedMinutesAgo: z.int().positive(),
  /** Negative for a vote that goes on. */
  closesMinutesAgo: z.int(),
  votes: z.array(z.strictObject({ by: z.string().min(1), choice: Stance, reason: z.string() })),
  outcome: z
    .strictObject({
      by: z.string().min(1),
      outcome: Outcome,
      text: z.string().min(1),
      owner: z.string().min(1),
      minutesAgo: z.int().positive(),
    })
    .nullable(),
});

export type DemoProposal = z.infer<typeof DemoProposal>;

/** @throws Error naming the file and the path inside it for anything that the format does not know */
export function readProposals(path: string, text: string): DemoProposal[] {
  const parsed = z.array(DemoProposal).safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
