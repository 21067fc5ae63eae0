import { readFile, writeFile } from 'node:fs/promises';
import { createServer, request as send, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { unzipSync, zipSync } from 'fflate';
import { comeTo } from './clock.ts';
import { signUp } from './house.ts';
import { look } from './look.ts';
import { type SiteServer, startSite } from './server.ts';
import { CANDIDATES, cast } from './voters.ts';

const PEOPLE = ['ana', 'ben', 'chi', 'dan', 'eva'];
const VOTES: Record<string, number[]> = {
  ana: [1, 3],
  ben: [1, 3, 2],
  chi: [3, 1],
  dan: [4, 1],
  eva: [2, 4],
};

/** A host of its own for ballots: passes everything on to the site, and keeps what came over the wire. */
interface BallotHost {
  origin: string;
  seen: { method: string; path: string; headers: IncomingHttpHeaders }[];
  leadTo(site: string): void;
  server: Server;
}

async function ballotHost(): Promise<BallotHost> {
  let target = '';
  const seen: BallotHost['seen'] = [];
  const server = createServer((incoming, outgoing) => {
    const { method = '', url: path = '', headers } = incoming;
    seen.push({ method, path, headers });
    const onward = send(new URL(path, target), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, seen, server, leadTo: (site) => void (target = site) };
}

test.describe('ballots at a host of their own', () => {
  test.describe.configure({ mode: 'serial', timeout: 300_000 });
  let host: BallotHost;
  let site: SiteServer;
  let id = '';
  let address = '';
  let manifestHash = '';
  const pages = new Map<string, Page>();
  const of = (username: string): Page => pages.get(username)!;

  test.beforeAll(async ({ browser }) => {
    test.setTimeout(180_000);
    host = await ballotHost();
    site = await startSite({ variables: { BALLOT_ORIGIN: host.origin } });
    host.leadTo(site.url);
    await site.query(`insert into category (slug, name, position) values ('house', 'The house', 1)`);
    for (const [index, username] of PEOPLE.entries())
      await enter(browser, username, CANDIDATES[index] ?? 'Eva Ek');
  });
  test.afterAll(async () => {
    await Promise.all([...pages.values()].map((page) => page.context().close()));
    await site.close();
    host.server.close();
  });

  async function enter(browser: Browser, username: string, name: string): Promise<void> {
    const storageState = await signUp(browser, site.url, { username, name });
    const context = await browser.newContext({ storageState, acceptDownloads: true });
    pages.set(username, await context.newPage());
  }

  const post = async (username: string, path: string, data: object): Promise<unknown> => {
    const answer = await of(username).request.post(`${site.url}/api/v1${path}`, {
      data,
      headers: { origin: site.url },
    });
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.status() === 204 ? null : answer.json();
  };

  async function openVoting(): Promise<void> {
    await site.folkmoot('user', 'ana', '--role', 'staff');
    const now = Date.now();
    const opened = (await post('ana', '/elections', {
      category: 'house',
      title: 'Two for the roof',
      raw: 'Two people who climb.',
      seats: 2,
      electorate: 'members',
      nominationsCloseAt: new Date(now + 3_600_000).toISOString(),
      votingClosesAt: new Date(now + 7_200_000).toISOString(),
    })) as { topicId: string; slug: string };
    id = opened.topicId;
    address = `${site.url}/e/${id}/${opened.slug}`;
    for (const username of PEOPLE.slice(0, 4)) {
      await post(username, `/elections/${id}/candidacies`, { statement: 'I climb.' });
    }
    await comeTo(site, id, 'nominations');
    await expect(async () => {
      const answer = await of('ana').request.get(`${site.url}/api/v1/elections/${id}`);
      const { manifest } = (await answer.json()) as { manifest: { hash: string } | null };
      manifestHash = manifest?.hash ?? '';
      expect(manifestHash).toHaveLength(64);
    }).toPass({ timeout: 60_000 });
  }

  test('a member makes a key, collects on one device, carries the ballot to another and votes there', async ({
    browser,
  }) => {
    const ana = of('ana');
    await ana.goto(`${site.url}/settings/voting`);
    await ana.getByRole('button', { name: 'Make a key in this browser' }).click();
    await expect(ana.getByText('This browser has your key.')).toBeVisible();
    expect(await look(ana, 'key for votes')).toEqual([]);
    await openVoting();

    await ana.goto(`${address}/ballot`);
    await ana.getByText('What happens here?').click();
    await expect(ana.getByText('Where this browser has your key for votes, it signs')).toBeVisible();
    await ana.getByText('Vote later, or on another device').click();
    await ana.getByRole('button', { name: 'Collect my ballot now' }).click();
    await ana.getByText('Keep your ballot for another device').click();
    await ana.getByRole('button', { name: 'Show the code' }).click();
    await expect(ana.getByRole('img', { name: 'QR code that holds your ballot' })).toBeVisible();
    expect(await look(ana, 'ballot with its code')).toEqual([]);
    await ana.getByText('The same as text').click();
    const text = await ana.locator('code.select-all').innerText();
    const signed = await site.query(
      `select count(request_signature)::int as n from roll_entry where election_id = $1`,
      [id],
    );
    expect(signed).toEqual([{ n: 1 }]);

    // The other device says what is missing, and does not take what is no ballot.
    const phone = await browser.newContext({ storageState: await ana.context().storageState() });
    const other = await phone.newPage();
    await other.goto(`${address}/ballot`);
    await other.getByText('I saved it in a file or as a QR code').click();
    await other.getByLabel('The text of a QR code').fill(text.slice(0, -9));
    await other.getByRole('button', { name: 'Vote from here' }).last().click();
    await expect(other.getByText('This is no ballot of this election.')).toBeVisible();
    await other.getByText('It is lost', { exact: true }).click();
    await expect(other.getByText('a second ballot would be a second vote')).toBeVisible();
    expect(await look(other, 'ballot elsewhere')).toEqual([]);

    // What a phone's camera opens. The ballot leaves the address at once.
    await other.goto('about:blank');
    await other.goto(`${address}/ballot#pass=${text}`);
    await expect(other.getByText('Your ballot came along.')).toBeVisible();
    expect(new URL(other.url()).hash).toBe('');
    await cast(other, VOTES['ana'] ?? []);
    expect(await look(other, 'receipt')).toEqual([]);
    await phone.close();
  });

  test('what goes over the wire to that host has no cookie, no referrer and no session', async () => {
    for (const username of PEOPLE.slice(1)) {
      await of(username).goto(`${address}/ballot`);
      await cast(of(username), VOTES[username] ?? []);
    }
    const posts = host.seen.filter(({ method }) => method === 'POST');
    expect(posts.map(({ path }) => path)).toEqual(PEOPLE.map(() => '/ballots'));
    for (const { headers } of host.seen) {
      expect(headers).toMatchObject({ origin: site.url });
      for (const name of ['cookie', 'referer', 'authorization', 'if-none-match'])
        expect(headers[name]).toBeUndefined();
    }
    const cookies = await of('ben').context().cookies(host.origin);
    expect(cookies).toEqual([]);

    // There is nothing else at that host, and no other site's page may read its answers.
    for (const path of ['/', '/api/v1/sessions/current', `/e/${id}`]) {
      expect((await fetch(host.origin + path)).status).toBe(404);
    }
    const asked = await fetch(`${host.origin}/ballots`, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(asked.headers.get('access-control-allow-origin')).toBe(site.url);
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    expect(asked.headers.get('set-cookie')).toBeNull();
  });

  test('a page that asks nobody checks the record and a receipt, and names what is wrong', async ({
    browser,
  }, info) => {
    const ben = of('ben');
    const [download] = await Promise.all([
      ben.waitForEvent('download'),
      ben.getByRole('button', { name: 'Save the receipt' }).click(),
    ]);
    const receipt = info.outputPath('receipt.json');
    await download.saveAs(receipt);
    await comeTo(site, id, 'voting');
    await ben.goto(`${address}/result`);
    await expect(ben.getByRole('region', { name: 'Elected' })).toBeVisible({ timeout: 60_000 });

    const save = async (path: string, name: string): Promise<string> => {
      const answer = await of('ana').request.get(`${site.url}/api/v1${path}`);
      await writeFile(info.outputPath(name), await answer.body());
      return info.outputPath(name);
    };
    const record = await save(`/elections/${id}/record.zip`, 'record.zip');
    const verifier = await save('/verifier.html', 'verifier.html');
    const rollList = await save(`/elections/${id}/roll-list`, 'roll.json');
    const options = ['--receipt', receipt, '--roll', rollList, '--expect-manifest', manifestHash];
    const said = await site.folkmoot('verify', record, ...options);
    expect(said).toContain('1 asked for it with a key of their own, 4 by signing in alone.');

    const context = await browser.newContext();
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.url()));
    await page.goto(pathToFileURL(verifier).href);
    const check = async (path: string): Promise<void> => {
      await page.getByLabel('The record').setInputFiles(path);
      await page.getByLabel('The manifest’s hash').fill(manifestHash);
      await page.getByLabel('Your receipt').setInputFiles(receipt);
      await page.getByRole('button', { name: 'Check' }).click();
    };
    await check(record);
    await expect(page.getByRole('status')).toContainText('The record holds: Two for the roof');
    await expect(page.getByRole('status')).toContainText('is in the log and counts: candidates 1, 3, 2');
    expect(await look(page, 'verifier')).toEqual([]);

    const files = unzipSync(await readFile(record));
    const log = new TextDecoder().decode(files['log.jsonl']).split('\n');
    const dropped = { ...files, 'log.jsonl': new TextEncoder().encode(log.slice(1).join('\n')) };
    const broken = info.outputPath('broken.zip');
    await writeFile(broken, zipSync(dropped, { level: 0 }));
    await check(broken);
    await expect(page.getByRole('status')).toContainText('V05: the log is not the one that was signed');
    expect(asked.every((url) => url.startsWith('file:'))).toBe(true);
    await context.close();
  });

  test('an election without a vote says who is elected, one without a quorum why there is no result', async () => {
    await site.folkmoot('user', 'ana', '--role', 'staff');
    const now = Date.now();
    const { topicId } = (await post('ana', '/elections', {
      category: 'house',
      title: 'Two for the gate',
      raw: 'It squeaks.',
      seats: 2,
      electorate: 'members',
      nominationsCloseAt: new Date(now + 3_600_000).toISOString(),
      votingClosesAt: new Date(now + 7_200_000).toISOString(),
    })) as { topicId: string };
    await post('ben', `/elections/${topicId}/candidacies`, { statement: 'I own a hammer.' });
    // As two officers leave it who declare the only candidate elected.
    const become = (change: string) => site.query(`update election set ${change} where id = $1`, [topicId]);
    await become(`phase = 'result', state = 'challenged'`);
    const ben = of('ben');
    for (const place of ['', '/result']) {
      await ben.goto(`${site.url}/e/${topicId}/two-for-the-gate${place}`);
      const elected = ben.getByRole('region', { name: 'Elected' });
      await expect(elected.getByRole('listitem')).toHaveText([CANDIDATES[1] ?? '']);
      await expect(elected).toContainText('Without a vote');
    }
    expect(await look(ben, 'elected without a vote')).toEqual([]);
    await become(`phase = 'void', state = 'voided', void_reason = 'no-quorum'`);
    await ben.reload();
    await expect(ben.getByText('Too few members voted')).toBeVisible();
  });
});
