import type { Stage } from './count-sheet.ts';
import type { BareStage } from './findings.ts';
import { english } from './sentence-en.ts';
import { swedish } from './sentence-sv.ts';
import { type BareSheet, stageFacts } from './stage-facts.ts';

/** What happened at a stage, in one plain sentence for each language. */
export function sentence(stage: BareStage, sheet: BareSheet): Stage['sentence'] {
  const facts = stageFacts(stage, sheet);
  return { en: english(facts), sv: swedish(facts) };
}
