import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { type AccountRole, SignUp } from '@app/contract';
import type { Command } from 'commander';
import { AccountsService, AccountsView, GUEST } from '@app/identity';
import { withRooms } from './with-rooms.ts';

interface Options {
  email?: string;
  name?: string;
  role?: AccountRole;
}

/** `folkmoot user NAME`: with an address it makes an account and prints its password once; without, it sets the role. */
export async function addUser(
  username: string,
  { email, name, role }: Options,
  command: Command,
): Promise<void> {
  if (email === undefined && role === undefined)
    command.error('Give --email to make an account, or --role to change one.');
  await withRooms(async (rooms) => {
    if (email !== undefined)
      await register(rooms, { username, email, name: name ?? username }, role ?? 'member');
    else if (role !== undefined) await changeRole(rooms, username, role);
  });
}

async function register(
  rooms: INestApplicationContext,
  newcomer: Pick<SignUp, 'username' | 'email' | 'name'>,
  role: AccountRole,
): Promise<void> {
  const password = randomBytes(12).toString('base64url');
  const asked = SignUp.safeParse({ ...newcomer, password });
  if (!asked.success) {
    const [issue] = asked.error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const { created } = await rooms
    .get(AccountsService)
    .register({ ...asked.data, password }, { role, language: 'en' });
  console.log(
    created
      ? `Made ${role} ${newcomer.username}; the password is ${password}`
      : `${newcomer.username} exists; the role is ${role} now.`,
  );
}

async function changeRole(
  rooms: INestApplicationContext,
  username: string,
  role: AccountRole,
): Promise<void> {
  const { id } = await rooms.get(AccountsView).profile(username, GUEST);
  await rooms.get(AccountsService).setRole(id, role);
  console.log(`The role of ${username} is ${role} now.`);
}
