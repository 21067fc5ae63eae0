import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** A mail server as small as RFC 5321 allows: it keeps what it takes, and can be told to refuse. */
export class MailServer {
  readonly taken: string[] = [];
  refuses = false;
  refused = 0;
  private server: Server;

  async start(): Promise<string> {
    this.server = createServer((socket) => this.talk(socket));
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}?from=forum@example.org&ignoreTLS=true`;
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  private talk(socket: Socket): void {
    let letter: string[] | null = null;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    socket.on('error', () => undefined);
    say('220 test');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (letter) {
          if (line !== '.') letter.push(line);
          else {
            this.taken.push(letter.join('\n'));
            letter = null;
            say('250 taken');
          }
        } else if (/^MAIL FROM/i.test(line) && this.refuses) {
          this.refused += 1;
          say('451 come back later');
        } else if (/^DATA/i.test(line)) {
          letter = [];
          say('354 go on');
        } else if (/^QUIT/i.test(line)) {
          socket.end('221 bye\r\n');
        } else say('250 fine');
      }
    });
  }
}
