import { StandardSchemaValidationPipe } from '@nestjs/common';
import { ProblemError } from './problem-error.ts';

/** Checks `@Body({ schema })`, `@Query({ schema })` and `@Param(name, { schema })` and refuses with 422 and one entry a field. */
export function schemaPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) =>
      new ProblemError('invalid-input', {
        errors: issues.map(({ message, path }) => ({
          pointer: `/${(path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('/')}`,
          code: 'invalid',
          message,
        })),
      }),
  });
}
