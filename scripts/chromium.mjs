// Finds a Chromium for the browser tests, or installs Debian's where that is possible.
import { existsSync } from 'node:fs';
import { root, run } from './prepare.mjs';

/** @returns the path of a browser; ends the program with a sentence when there is none */
export async function findChromium() {
  const found = await existing();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('Installing Chromium from Debian …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { quiet: true, env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      quiet: true,
      env,
    });
  }
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  console.error(
    'The browser tests need Chromium: install it, set CHROMIUM_PATH, or run "npx playwright install chromium".',
  );
  process.exit(1);
}

async function existing() {
  const own = process.env.CHROMIUM_PATH;
  if (own) {
    if (existsSync(own)) return own;
    console.error(`CHROMIUM_PATH is "${own}", where there is no file.`);
    process.exit(1);
  }
  if (existsSync('/usr/bin/chromium')) return '/usr/bin/chromium';
  const { createRequire } = await import('node:module');
  const { chromium } = createRequire(`${root}/package.json`)('@playwright/test');
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}
