import type { FieldIssue, ProblemCode } from '@app/contract';

export interface ProblemDetails {
  detail?: string;
  errors?: FieldIssue[];
  /** Seconds until another try makes sense. */
  retryAfter?: number;
}

/** A refusal that the caller can act on. Anything else that is thrown becomes `unexpected` and is logged. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(details.detail ?? code);
  }
}
