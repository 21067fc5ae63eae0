import { describe, expect, it } from 'vitest';
import { whyNotFrom } from './origin.rules.ts';

const HERE = 'https://forum.example';

describe('a request that would change something', () => {
  it.each([
    ['a form of our own page', HERE, 'same-origin', null],
    ['our own page in an older browser', HERE, undefined, null],
    ['a program', undefined, undefined, null],
    ['the address bar', undefined, 'none', null],
    ['another site', 'https://evil.example', 'cross-site', 'cross-origin'],
    ['another site in an older browser', 'https://evil.example', undefined, 'cross-origin'],
    ['another port of our host', 'https://forum.example:8443', 'same-site', 'cross-origin'],
    ['our host without TLS', 'http://forum.example', undefined, 'cross-origin'],
    ['a sandboxed frame', 'null', undefined, 'cross-origin'],
    ['another site that hides its name', undefined, 'cross-site', 'cross-origin'],
  ])('from %s', (_, origin, site, answer) => {
    expect(whyNotFrom({ method: 'POST', origin, site }, HERE)).toBe(answer);
  });

  it('is not a read, which any site may link to', () => {
    const source = { method: 'GET', origin: 'https://evil.example', site: 'cross-site' };
    expect(whyNotFrom(source, HERE)).toBeNull();
  });
});
