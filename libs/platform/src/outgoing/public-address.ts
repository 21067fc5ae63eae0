import ipaddr from 'ipaddr.js';

/**
 * Whether an IP address lies in the open internet. Everything with a special purpose is refused: private,
 * loopback, link-local, carrier-grade NAT, mapped, NAT64, 6to4 and Teredo addresses among them (IANA
 * special-purpose registries, RFC 6890).
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}
