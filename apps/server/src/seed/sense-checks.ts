import { z } from 'zod';

const DemoSenseCheck = z.strictObject({
  /** The title of the thread whose mood is asked. */
  thread: z.string().min(1),
  by: z.string().min(1),
  question: z.string().min(1),
  options: z
    .array(z.strictObject({ label: z.string().min(1), meaning: z.string() }))
    .min(3)
    .max(5),
  anonymous: z.boolean(),
  openedMinutesAgo: z.int().positive(),
  /** Negative for a question that is open. */
  closesMinutesAgo: z.int(),
  answers: z.array(z.strictObject({ by: z.string().min(1), choice: z.int().positive(), reason: z.string() })),
});

export type DemoSenseCheck = z.infer<typeof DemoSenseCheck>;

/** @throws Error naming the file and the path inside it for anything that the format does not know */
export function readSenseChecks(path: string, text: string): DemoSenseCheck[] {
  const parsed = z.array(DemoSenseCheck).safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
