import { expect, it } from 'vitest';
import { relyingParty } from './relying-party.rules.ts';

it('is the host name, with the origin that browsers report', () => {
  expect(relyingParty('https://forum.example')).toEqual({
    id: 'forum.example',
    origin: 'https://forum.example',
  });
  expect(relyingParty('http://localhost:3000')).toEqual({ id: 'localhost', origin: 'http://localhost:3000' });
});

it('is nobody at a numeric address', () => {
  for (const url of ['http://127.0.0.1:3000', 'http://[::1]:3000', 'https://192.0.2.7']) {
    expect(relyingParty(url)).toBeNull();
  }
});
