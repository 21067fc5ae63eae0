import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { configFor } from '../testing/fresh-database.ts';
import { isPublicAddress } from './public-address.ts';
import { OutgoingClient } from './outgoing-client.ts';
import { whyNotTalkTo } from './outgoing-url.ts';

describe('the way out', () => {
  let server: Server;
  let requests = 0;
  let answer: (path: string) => { status: number; headers?: Record<string, string>; body: string | Buffer };
  const clients: OutgoingClient[] = [];

  const client = (variables: Record<string, string> = {}): OutgoingClient => {
    const made = new OutgoingClient(configFor('postgres://x@localhost/x', variables));
    clients.push(made);
    return made;
  };
  const get = (from: OutgoingClient, url: string) =>
    from.send({ method: 'GET', url, headers: {}, timeoutMs: 2000 });
  const port = () => (server.address() as AddressInfo).port;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests += 1;
      const { status, headers, body } = answer(request.url ?? '/');
      response.writeHead(status, headers).end(body);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((one) => one.onModuleDestroy()));
    requests = 0;
  });
  afterAll(() => server.close());

  it('leads to public addresses only', () => {
    for (const address of ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c']) {
      expect(isPublicAddress(address)).toBe(true);
    }
    const inside = (
      '127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 ' +
      '255.255.255.255 192.0.2.1 198.18.0.1 ::1 :: fe80::1 fc00::1 ff02::1 ::ffff:127.0.0.1 ' +
      '64:ff9b::7f00:1 2002:7f00:1:: 2001:db8::1 nonsense'
    ).split(' ');
    for (const address of inside)
      expect({ address, is: isPublicAddress(address) }).toEqual({ address, is: false });
  });

  it('takes https to the usual port, and nothing with a password in it', () => {
    expect(whyNotTalkTo('https://example.org/users/1', false)).toBeNull();
    for (const address of [
      'http://example.org/',
      'https://example.org:8443/',
      'https://user@example.org/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://2130706433/',
      'https://0x7f.1/',
      'ftp://example.org/',
      'file:///etc/passwd',
      `https://example.org/${'x'.repeat(3000)}`,
      'nonsense',
    ])
      expect({ address, why: whyNotTalkTo(address, false) }).toEqual({ address, why: expect.any(String) });
  });

  it('refuses names that lead inside when the connection is made, and asks nothing there', async () => {
    answer = () => ({ status: 200, body: '{}' });
    await expect(get(client(), `http://localhost:${port()}/`)).rejects.toMatchObject({ kind: 'refused' });
    // Past the check of the address itself: the name says nothing of where it leads.
    await expect(get(client(), 'https://localhost/')).rejects.toThrow('localhost leads to a private address');
    expect(requests).toBe(0);
  });

  it('is open to this machine in tests, when told so', async () => {
    answer = () => ({ status: 200, body: 'hello' });
    const { status, body } = await get(client({ AP_ALLOW_PRIVATE: '1' }), `http://localhost:${port()}/`);
    expect([status, body.toString()]).toEqual([200, 'hello']);
  });

  it('reads no more than a mebibyte, and waits no longer than it was told', async () => {
    answer = () => ({ status: 200, body: Buffer.alloc(2 * 1024 * 1024) });
    const open = client({ AP_ALLOW_PRIVATE: '1' });
    await expect(get(open, `http://localhost:${port()}/`)).rejects.toMatchObject({ kind: 'invalid' });
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => silent.listen(0, '127.0.0.1', done));
    const url = `http://localhost:${(silent.address() as AddressInfo).port}/`;
    await expect(open.send({ method: 'GET', url, headers: {}, timeoutMs: 300 })).rejects.toMatchObject({
      kind: 'unreachable',
    });
    silent.closeAllConnections();
    silent.close();
  });
});
