import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import type { FastifyRequest } from 'fastify';

/** The one looking. A guest has no account; what a viewer may do is decided by access rules alone. */
export interface Viewer {
  accountId: string | null;
  role: 'guest' | 'member' | 'staff';
  /** The groups that the account is in. */
  groupIds: readonly string[];
  /** The site asks those in charge for a second factor, and this session began without one. */
  unproven?: true;
}

export const GUEST: Viewer = Object.freeze({ accountId: null, role: 'guest', groupIds: [] });

declare module 'fastify' {
  interface FastifyRequest {
    /** Set once for every request by the session hook. */
    viewer?: Viewer;
  }
}

/** The viewer of this request, as an argument of a controller method. */
export const CurrentViewer = createParamDecorator(
  (_: undefined, context: ExecutionContext): Viewer =>
    context.switchToHttp().getRequest<FastifyRequest>().viewer ?? GUEST,
);

/** The account of the viewer, for what no guest can do. */
export function signedIn(viewer: Viewer): string {
  if (viewer.accountId === null) throw new ProblemError('sign-in-required');
  return viewer.accountId;
}

/** The account of a viewer who is staff, for what nobody else may do or see. */
export function staffOnly(viewer: Viewer): string {
  const accountId = signedIn(viewer);
  if (viewer.role !== 'staff') throw new ProblemError('staff-only');
  return accountId;
}
