import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { isSecret, logPassage } from './request-log.ts';

/** One way into the program: it says which requests it wants before anything has read their bodies. */
export interface Door {
  /** What its requests are counted under, where they have no pattern of their own. */
  readonly name: string;
  wants(request: IncomingMessage): boolean;
  enter(request: IncomingMessage, response: ServerResponse): void;
}

/** Lets a request in and notes what became of it. */
type Follow = (
  request: IncomingMessage,
  response: ServerResponse,
  passage: { door: string | undefined; enter: () => void },
) => void;

/**
 * Makes the one HTTP server of the process. Each request goes to the first door that wants it, and to
 * Nest when none does, so that ActivityPub sees raw bytes and pages keep their own body parser.
 */
export function serverWithDoors(doors: readonly Door[], log: Logger, follow: Follow) {
  return (nest: (request: IncomingMessage, response: ServerResponse) => void): Server =>
    createServer((request, response) => {
      const door = doors.find((candidate) => candidate.wants(request));
      const enter = () => {
        if (!door) return nest(request, response);
        logPassage(log, request, response);
        door.enter(request, response);
      };
      if (isSecret(request.url)) enter();
      else follow(request, response, { door: door?.name, enter });
    });
}
