import dns, { type LookupAddress } from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net, { type LookupFunction } from 'node:net';
import tls, { type ConnectionOptions, type TLSSocket } from 'node:tls';

/**
 * Answers for names by a list of ours, and writes down which addresses connections would be made to. None is:
 * every connection leads to a server on this machine, without TLS, so nothing outside is ever opened.
 */
export class RecordedConnections {
  readonly opened: string[] = [];
  private readonly lookup = dns.lookup;
  private readonly connect = tls.connect;

  /** @param names what each name answers, one answer after the other; the last one stays */
  constructor(names: Record<string, string[][]>, port: number) {
    const answers = new Map(Object.entries(names));
    const lookup = (name: string, options: { all?: boolean }, done: LookupDone): void => {
      const list = answers.get(name);
      if (!list) {
        (this.lookup as (...args: unknown[]) => void)(name, options, done);
        return;
      }
      const [addresses = []] = list.length > 1 ? list.splice(0, 1) : list;
      const found = addresses.map((address) => ({ address, family: net.isIP(address) }));
      process.nextTick(() =>
        options.all ? done(null, found) : done(null, found[0]!.address, found[0]!.family),
      );
    };
    dns.lookup = lookup as typeof dns.lookup;
    tls.connect = ((options: ConnectionOptions & { host: string }) =>
      this.open(options, port)) as typeof tls.connect;
    syncBuiltinESMExports();
  }

  restore(): void {
    dns.lookup = this.lookup;
    tls.connect = this.connect;
    syncBuiltinESMExports();
  }

  private open(
    { host, lookup }: ConnectionOptions & { host: string; lookup?: LookupFunction },
    port: number,
  ): TLSSocket {
    const socket = new net.Socket();
    const go = (address: string): void => {
      this.opened.push(address);
      socket.connect(port, '127.0.0.1');
    };
    socket.once('connect', () => socket.emit('secureConnect'));
    if (net.isIP(host) !== 0) go(host);
    else
      (lookup ?? (dns.lookup as unknown as LookupFunction))(host, { all: true }, (error, found) => {
        if (error) socket.destroy(error);
        else go((found as LookupAddress[])[0]!.address);
      });
    return Object.assign(socket, { alpnProtocol: false, authorized: true }) as unknown as TLSSocket;
  }
}

type LookupDone = (error: Error | null, found: string | LookupAddress[], family?: number) => void;
