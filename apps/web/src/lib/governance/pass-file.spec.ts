import { expect, it } from 'vitest';
import type { BallotPass } from './ballot-pass.ts';
import { openPass, sealPass } from './pass-file.ts';

const pass: BallotPass = {
  v: 2,
  manifest: 'a'.repeat(64),
  electionId: '7',
  seed: 'c2VlZA==',
  requests: [{ prefix: 'AA==', blinded: 'AA==', inverse: 'AA==' }],
  credentials: [{ registrar: 0, prefix: 'AA==', signature: 'AA==' }],
  sequence: 3,
  receipts: [{ code: 'ABC', envelope: '{}', signature: 'AA==', promise: 'AA==' }],
};

it('brings a pass to another device, with its passphrase and for its election only, and no vote with it', async () => {
  const file = await sealPass(pass, 'a long walk in the rain');
  expect(new TextDecoder('latin1').decode(file)).toMatch(/^age-encryption\.org\/v1\n-> scrypt/);

  const opened = await openPass(file, 'a long walk in the rain', pass.manifest);
  expect(opened).toMatchObject({
    seed: pass.seed,
    credentials: pass.credentials,
    receipts: [],
    requests: [],
  });
  expect(opened!.sequence).toBeGreaterThan(pass.sequence);
  expect(await openPass(file, 'a short walk', pass.manifest)).toBeNull();
  expect(await openPass(file, 'a long walk in the rain', 'b'.repeat(64))).toBeNull();
  expect(await openPass(new Uint8Array([1, 2, 3]), 'x', pass.manifest)).toBeNull();
});
