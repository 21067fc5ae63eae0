import { PROBLEMS } from '@app/contract';
import { ConfigError, ProblemError, readConfig } from '@app/platform';
import { explainStartFailure } from '../../server/src/start-failure.rules.ts';

/** One sentence for the terminal. */
export function explainFailure(error: unknown): string {
  if (error instanceof ProblemError) return PROBLEMS[error.code].title;
  return explainStartFailure(error, error instanceof ConfigError ? undefined : readConfig(process.env));
}
