import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

const NONCE = /'nonce-([A-Za-z0-9+/=]{24})'/;
const NONCE_BYTES = 16;

/** Of one answer, or of the connection that it went over. */
const NOT_KEPT = ['x-request-id', 'date', 'connection', 'keep-alive', 'transfer-encoding'];
const SENT_WITHOUT_BODY = ['etag', 'vary', 'cache-control'];

/** A rendered page that is given to many. Each gets a nonce of their own, as if it had been made for them. */
export class KeptPage {
  readonly bytes: number;
  private readonly etag: string;
  private readonly policy: string;
  private readonly nonce: string | undefined;
  /** What stands before, between and after the nonces. */
  private readonly parts: Buffer[];
  private readonly tagOnly: OutgoingHttpHeaders;

  constructor(
    body: Buffer,
    private readonly headers: OutgoingHttpHeaders,
  ) {
    this.bytes = body.length;
    this.policy = String(headers['content-security-policy'] ?? '');
    this.nonce = NONCE.exec(this.policy)?.[1];
    this.parts = this.nonce === undefined ? [body] : split(body, this.nonce);
    // What differs between two givings of the same page is not part of its tag.
    const hash = createHash('sha256');
    for (const part of this.parts) hash.update(part);
    this.etag = `"${hash.digest('base64url').slice(0, 22)}"`;
    for (const name of NOT_KEPT) delete headers[name];
    Object.assign(headers, { etag: this.etag, 'content-length': body.length });
    this.tagOnly = Object.fromEntries(
      Object.entries(headers).filter(([name]) => SENT_WITHOUT_BODY.includes(name)),
    );
  }

  give(request: IncomingMessage, response: ServerResponse): void {
    if (request.headers['if-none-match'] === this.etag) {
      // Without the policy: the browser keeps the one whose nonce stands in its copy.
      response.writeHead(304, this.tagOnly).end();
      return;
    }
    if (this.nonce === undefined) {
      response.writeHead(200, this.headers).end(this.parts[0]);
      return;
    }
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    const policy = this.policy.replaceAll(this.nonce, nonce);
    response.writeHead(200, { ...this.headers, 'content-security-policy': policy });
    // In pieces, because a copy of the whole page for everybody is most of what giving it would take.
    const [first, ...others] = this.parts;
    response.cork();
    response.write(first);
    for (const part of others) {
      response.write(nonce, 'latin1');
      response.write(part);
    }
    response.uncork();
    response.end();
  }
}

function split(body: Buffer, nonce: string): Buffer[] {
  const parts: Buffer[] = [];
  let from = 0;
  for (let at = body.indexOf(nonce, 0, 'latin1'); at >= 0; at = body.indexOf(nonce, from, 'latin1')) {
    parts.push(body.subarray(from, at));
    from = at + nonce.length;
  }
  return [...parts, body.subarray(from)];
}
