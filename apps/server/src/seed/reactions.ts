import { ReactionKind } from '@app/contract';
import { z } from 'zod';

const DemoReaction = z.strictObject({
  /** The title of a thread, and the number of a post in it. */
  thread: z.string().min(1),
  number: z.int().positive(),
  kind: ReactionKind,
  by: z.array(z.string().min(1)).min(1),
});

export type DemoReaction = z.infer<typeof DemoReaction>;

/** @throws Error naming the file and the path inside it for anything that the format does not know */
export function readReactions(path: string, text: string): DemoReaction[] {
  const parsed = z.array(DemoReaction).safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
