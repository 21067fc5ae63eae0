import { Handle } from '@app/contract';

/** What a provider says about somebody, as far as we listen. */
export interface Person {
  subject: string;
  email: string | null;
  emailVerified: boolean;
  name: string;
  /** Fit to be a username; whether it is free is another question. */
  username: string;
  groups: string[];
}

/**
 * Reads the claims of OpenID Connect (Core 1.0 §5.1).
 *
 * @param groupClaim which claim holds the groups: a list, or words parted by blanks
 */
export function personOf(claims: Record<string, unknown>, groupClaim: string): Person {
  const text = (name: string) => (typeof claims[name] === 'string' ? claims[name].trim() : '');
  const email = text('email');
  const wishes = [
    text('preferred_username'),
    text('nickname'),
    email.split('@')[0] ?? '',
    text('name'),
    'member',
  ];
  const username = wishes.map(asHandle).find((wish) => wish !== null) ?? 'member';
  const said = claims[groupClaim];
  return {
    subject: text('sub'),
    email: email === '' ? null : email,
    emailVerified: claims['email_verified'] === true || claims['email_verified'] === 'true',
    name: (text('name') || text('preferred_username') || username).slice(0, 80),
    username,
    groups: Array.isArray(said) ? said.map(String) : typeof said === 'string' ? said.split(/\s+/) : [],
  };
}

/** The same name with a number behind it, within the length of a handle. */
export function numbered(username: string, number: number): string {
  return number === 1 ? username : `${username.slice(0, 26)}-${number}`;
}

function asHandle(wish: string): string | null {
  const plain = wish
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/@.*$/, '')
    .replace(/[^A-Za-z0-9_.-]+/g, '-')
    .slice(0, 30)
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '');
  return Handle.safeParse(plain).success ? plain : null;
}
