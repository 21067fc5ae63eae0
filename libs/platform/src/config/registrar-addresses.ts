import type { RefinementCtx } from 'zod';

/** Somebody who signs ballots beside this server, with the secret that requests to them carry. */
export interface RegistrarAddress {
  name: string;
  url: string;
  token: string;
}

/** Reads `Name=https://SECRET@host, …`. */
export function readRegistrars(text: string, issues: RefinementCtx): RegistrarAddress[] {
  const entries = text.split(',').flatMap((entry) => (entry.trim() === '' ? [] : [entry.trim()]));
  const addresses = entries.flatMap((entry) => readOne(entry) ?? []);
  const names = new Set(addresses.map(({ name }) => name));
  if (addresses.length !== entries.length || names.size !== entries.length || entries.length > 4) {
    issues.addIssue('It takes at most four different Name=https://SECRET@host, with commas between them');
  }
  return addresses;
}

function readOne(entry: string): RegistrarAddress | null {
  const [, name = '', address = ''] = /^([^=]{1,80})=(https?:\/\/.+)$/.exec(entry) ?? [];
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const token = decodeURIComponent(url.username);
  if (token === '') return null;
  url.username = '';
  return { name: name.trim(), url: url.href.replace(/\/+$/, ''), token };
}
