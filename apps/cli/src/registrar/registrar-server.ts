import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { z } from 'zod';
import { Refusal, type RegistrarBooks } from './registrar-books.ts';

/** Room for the roll of 100,000 members. */
const MAX_BYTES = 16 * 1024 * 1024;
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Roll = z.object({
  electionId: z.string(),
  topicUrl: z.string(),
  votingClosesAt: z.iso.datetime(),
  leaves: z.array(Hash).min(1),
  rollRoot: Hash,
});
const Request = z.object({ electionId: z.string(), leaf: Hash, blinded: z.base64() });

/** Answers a Folkmoot server that knows the secret; tells nothing to anybody else, and keeps no log. */
export function registrarServer(books: RegistrarBooks, secret: string): Server {
  const ask = async (request: IncomingMessage): Promise<object> => {
    if (!knows(request.headers.authorization ?? '', secret)) throw new Refusal(403, 'the secret is wrong');
    const body: unknown = JSON.parse(await read(request));
    if (request.url?.endsWith('/elections')) return books.enrol(Roll.parse(body));
    if (request.url?.endsWith('/credentials'))
      return { signature: books.sign(Request.parse(body), new Date()) };
    throw new Refusal(404, 'there is nothing here');
  };
  return createServer((request, response) => {
    const answer = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
      response.end(JSON.stringify(body));
    };
    ask(request).then(
      (body) => answer(200, body),
      (error: unknown) =>
        error instanceof Refusal
          ? answer(error.status, { detail: error.message })
          : answer(422, { detail: 'This request does not fit.' }),
    );
  });
}

function knows(header: string, secret: string): boolean {
  const given = Buffer.from(header);
  const wanted = Buffer.from(`Bearer ${secret}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new Refusal(422, 'the request is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
