import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * A port for a server whose address must be known before it listens. It lies below the range from which
 * outgoing connections take theirs, so that none of them is there first.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const isFree = await new Promise<boolean>((done) => {
      const probe = createServer();
      probe.once('error', () => done(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)));
    });
    if (isFree) return port;
  }
}
