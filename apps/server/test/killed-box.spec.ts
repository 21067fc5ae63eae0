import { type ChildProcess, spawn } from 'node:child_process';
import { constants, generateKeyPairSync, type KeyObject, randomBytes, randomInt, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type BallotManifest, canonicalJson, type CastBallot, padLengthFor } from '@app/contract';
import { count, rankedElection } from '@app/tally';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestHash, receiptCode, tagged } from '../../../libs/governance/src/ballots/ballot-bytes.ts';
import { ballotsIn, openBox } from '../../../libs/governance/src/ballots/open-box.ts';
import { rawPrivateKey, rawPublicKey } from '../../../libs/governance/src/ballots/open-ballot.ts';
import { countBallots, openedBallot } from '../../../libs/governance/src/counts/count-ballots.ts';
import { credentialKeys, toBase64 } from '../../web/src/lib/governance/ballot-crypto.ts';
import { makeBallot } from '../../web/src/lib/governance/sealed-ballot.ts';

const VOTERS = 200;
const KILLS = 100;
const ROOT = join(import.meta.dirname, '../../..');

describe('a process that takes in ballots and is killed again and again', () => {
  const registrar = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const sealing = generateKeyPairSync('x25519');
  const log = generateKeyPairSync('ed25519');
  let folder: string;
  let program: string;
  let manifest: BallotManifest;
  let logKeyFile: string;
  const rankings = Array.from({ length: VOTERS }, (_, voter) => [1 + (voter % 3), 1 + ((voter + 1) % 3)]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'folkmoot-killed-'));
    program = join(folder, 'accepting-process.mjs');
    const { output } = (await build({
      root: ROOT,
      configFile: false,
      logLevel: 'silent',
      resolve: {
        // Of the platform it needs one file, and starts a hundred times without the rest.
        alias: {
          '@app/contract': join(ROOT, 'libs/contract/src/index.ts'),
          '@app/platform': join(ROOT, 'libs/platform/src/files/write-once.ts'),
        },
      },
      ssr: { noExternal: true },
      build: {
        ssr: join(import.meta.dirname, 'accepting-process.ts'),
        write: false,
        rolldownOptions: { output: { codeSplitting: false } },
      },
    })) as unknown as { output: [{ code: string }] };
    await writeFile(program, output[0].code);

    manifest = manifestOf({
      registrar: registrar.publicKey,
      sealing: sealing.privateKey,
      log: log.privateKey,
    });
    await mkdir(join(folder, 'box'));
    await writeFile(join(folder, 'box/manifest.json'), canonicalJson(manifest.document));
    logKeyFile = join(folder, 'log.pem');
    await writeFile(logKeyFile, log.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it(`counts every ballot that has a receipt and none twice, after ${KILLS} kills while ${VOTERS} are cast`, async () => {
    const waiting = new Map(
      rankings.map((ranking) => {
        const ballot = ballotOf(manifest, registrar.privateKey, ranking);
        return [ballot.credentialKey, ballot];
      }),
    );
    const receipts: string[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) await live(waiting, receipts, randomInt(2));
    expect(receipts.length).toBeLessThan(VOTERS);
    expect(receipts.length).toBeGreaterThan(KILLS / 5);
    await live(waiting, receipts, VOTERS);
    expect(receipts).toHaveLength(VOTERS);

    const box = await openBox(join(folder, 'box'), () => logKeyFile);
    const found = await ballotsIn(box, new Set(), () => Promise.resolve());
    // A ballot that was sent again after a crash may lie in two slots; the log takes each once.
    const logged = new Map(found.map((form) => [receiptCode(form.leaf), form]));
    expect(new Set(logged.keys())).toEqual(new Set(receipts));

    const counted = await countBallots({
      manifest: manifest.document,
      manifestHash: Buffer.from(manifest.hash, 'hex'),
      logRoot: Buffer.alloc(32),
      lotSecrets: [],
      sealingKey: rawPrivateKey(sealing.privateKey),
      ballots: [...logged.values()].toSorted((a, b) => a.leaf.compare(b.leaf)).map(openedBallot),
      tell: () => Promise.resolve(),
    });
    const names = manifest.document.candidates.map(({ name }) => name);
    const election = rankedElection({ title: 'Killed', seats: 1, candidates: names }, rankings);
    expect(counted.sheet).toEqual(
      count(election, { method: 'scottish-stv', lotOrder: counted.sheet!.lotOrder }),
    );
    expect(counted.replaced).toBe(0);
  }, 300_000);

  /** One life of the process: casts what waits until so many receipts came, and kills it without a word. */
  async function live(waiting: Map<string, CastBallot>, receipts: string[], most: number): Promise<void> {
    const child = spawn(process.execPath, [program, join(folder, 'box'), logKeyFile], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.on('error', () => undefined);
    const ended = once(child, 'close');
    let left = Math.min(most, waiting.size);
    for await (const line of createInterface(child.stdout)) {
      const { key, code, refused } = JSON.parse(line) as { key?: string; code?: string; refused?: string };
      if (key === undefined) sendSome(child, waiting, most);
      else if (code === undefined) throw new Error(`a ballot was refused: ${refused}`);
      else {
        receipts.push(code);
        waiting.delete(key);
        left -= 1;
      }
      if (left <= 0) child.kill('SIGKILL');
    }
    await ended;
  }

  function sendSome(child: ChildProcess, waiting: Map<string, CastBallot>, most: number): void {
    for (const ballot of [...waiting.values()].slice(0, most + 1))
      child.stdin!.write(`${JSON.stringify(ballot)}\n`);
  }
});

function manifestOf(keys: { registrar: KeyObject; sealing: KeyObject; log: KeyObject }): BallotManifest {
  const candidates = ['Ada', 'Bo', 'Cia'].map((name, index) => ({ number: index + 1, name }));
  const document: BallotManifest['document'] = {
    v: 2,
    electionId: '1',
    topicUrl: 'http://localhost/e/1/killed',
    title: 'Killed',
    seats: 1,
    method: 'scottish-stv',
    candidates,
    votingClosesAt: '2999-01-01T00:00:00.000Z',
    rollSize: VOTERS,
    rollRoot: '0'.repeat(64),
    units: VOTERS,
    registrars: [
      { name: 'here', key: keys.registrar.export({ type: 'spki', format: 'der' }).toString('base64') },
    ],
    threshold: 1,
    logKey: rawPublicKey(keys.log).toString('base64'),
    seal: { mode: 'E0', key: rawPublicKey(keys.sealing).toString('base64') },
    padLength: padLengthFor(candidates.length),
    minPublish: 5,
    lotCommitments: [],
    castAt: null,
    software: 'a spec',
    verifierSha256: null,
  };
  return { document, hash: manifestHash(document).toString('hex') };
}

/** A ballot with a credential of its own. */
function ballotOf(manifest: BallotManifest, registrar: KeyObject, ranking: number[]): CastBallot {
  const seed = randomBytes(32);
  const prefix = randomBytes(32);
  const key = credentialKeys(seed, manifest.hash).public;
  const message = Buffer.concat([prefix, tagged('credential'), Buffer.from(manifest.hash, 'hex'), key]);
  const scheme = { key: registrar, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const signature = sign('sha384', message, scheme).toString('base64');
  const pass = {
    v: 2 as const,
    manifest: manifest.hash,
    electionId: '1',
    seed: toBase64(seed),
    requests: [],
    credentials: [{ registrar: 0, prefix: prefix.toString('base64'), signature }],
    sequence: 1,
    receipts: [],
  };
  return makeBallot(manifest, pass, ranking).ballot;
}
