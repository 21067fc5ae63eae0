import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A cable between a reader and a server that can be cut, and stay cut. */
export class Wire {
  private readonly sockets = new Set<Socket>();
  private readonly relay: Server;
  private cut = false;

  private constructor(private readonly port: number) {
    this.relay = createServer((near) => {
      if (this.cut) return near.destroy();
      const far = connect(this.port, '127.0.0.1');
      for (const [one, other] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(one);
        one.on('error', () => undefined);
        one.on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
        one.pipe(other);
      }
      return undefined;
    });
  }

  static async to(port: number): Promise<Wire> {
    const wire = new Wire(port);
    await new Promise<void>((resolve) => wire.relay.listen(0, '127.0.0.1', resolve));
    return wire;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.relay.address() as AddressInfo).port}`;
  }

  /** Everything on its way is lost; new connections are fine. */
  interrupt(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  unplug(): void {
    this.cut = true;
    this.interrupt();
  }

  plug(): void {
    this.cut = false;
  }

  close(): void {
    this.relay.close();
    this.interrupt();
  }
}
