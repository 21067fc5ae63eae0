import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/**
 * A DNS lookup that fails when any answer is not a public address. The connection is made to the very
 * address that was checked, so a name that changes its answer in between (DNS rebinding) gains nothing.
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    const [first] = found ?? [];
    if (error || !first) {
      callback(error ?? new Error(`${hostname} has no address`), []);
    } else if (found.some(({ address }) => !isPublicAddress(address))) {
      callback(new Error(`${hostname} leads to a private address`), []);
    } else if (options.all) {
      callback(null, found);
    } else {
      callback(null, first.address, first.family);
    }
  });
};
