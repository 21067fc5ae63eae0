import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { RegistrarBooks } from './registrar-books.ts';
import { registrarServer } from './registrar-server.ts';

export interface RegistrarOptions {
  folder: string;
  port: number;
  host: string;
  roll?: string[];
}

/**
 * `folkmoot registrar`: signs ballots beside a Folkmoot server, on an auditor's machine, until it is stopped.
 *
 * @throws Error when REGISTRAR_SECRET is not set
 */
export async function registrarCommand({ folder, port, host, roll }: RegistrarOptions): Promise<void> {
  const secret = process.env['REGISTRAR_SECRET'] ?? '';
  if (secret.length < 16)
    throw new Error('REGISTRAR_SECRET is not set: choose at least 16 characters and tell them the operator.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const server = registrarServer(new RegistrarBooks(folder, roll ? new Set(roll) : null), secret);
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  console.log(
    `The registrar listens at http://${address.address}:${address.port} and keeps its books in ${folder}.`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
  await once(server, 'close');
}
