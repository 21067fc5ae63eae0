import type { Browser } from '@playwright/test';

export interface Visit {
  /** Milliseconds until the largest part was painted. */
  lcp: number;
  /** The page's own shifting of what it has shown (web.dev/cls), without a unit. */
  cls: number;
  /** Script bytes over the wire, compressed as the server sends them. */
  scriptBytes: number;
}

/** Chromium's own words for a slow mobile network: 150 ms there and back, 1.6 Mbit/s. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 };
/** How long a page is watched after it was loaded: what comes late shifts too. */
const WATCH_MS = 2500;

/** Opens a page in a browser that has never been here, over slow 4G. */
export async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', SLOW_4G);
    const scripts = new Set<string>();
    let scriptBytes = 0;
    wire.on('Network.responseReceived', ({ requestId, type }) => {
      if (type === 'Script') scripts.add(requestId);
    });
    wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (scripts.has(requestId)) scriptBytes += encodedDataLength;
    });
    await page.addInitScript(WATCH);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(WATCH_MS);
    const seen = await page.evaluate<{ lcp: number; cls: number }>('globalThis.folkmootSeen');
    return { ...seen, scriptBytes };
  } finally {
    await context.close();
  }
}

/** In the page: keeps what its own observers tell. */
const WATCH = `
  globalThis.folkmootSeen = { lcp: 0, cls: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) folkmootSeen.lcp = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) folkmootSeen.cls += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
`;
