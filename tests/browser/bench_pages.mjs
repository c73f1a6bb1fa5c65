// How long pages take in a browser: first paint, the page filled, one interaction. Figures, no judgement.
// usage: bench_pages.mjs URL REPOSITORY   (URL of a server, e.g. http://127.0.0.1:8470)
import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join} from 'node:path';

const [base, root] = process.argv.slice(2);
if (!base || !root) {
  console.error('usage: bench_pages.mjs URL REPOSITORY');
  process.exit(2);
}
const {chromium} = createRequire(join(root, 'build/web/'))('playwright-core');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const browser = await chromium.launch({executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : []});
const incidents = await (await fetch(`${base}/api/v1/incidents?kind=event&limit=1`)).json();
const documents = await (await fetch(`${base}/api/v1/documents?limit=1`)).json();
console.log(`${incidents.total} incidents, ${documents.total} documents; milliseconds, median of 5`);
console.log('page            first paint   filled   a key or press');

const j = async (page) => page.keyboard.press('j');
const pages = [
  ['overview', '/', async (page) => page.locator('.chart-frame button').first().click()],
  ['incidents', '/incidents', j],
  ['incident', `/incidents/${incidents.items[0].id}`, async (page) => page.keyboard.press('?')],
  ['document', `/documents/${documents.items[0].sha256}`, j],
  ['map', '/map', async (page) => page.getByRole('button', {name: 'Zoom in'}).click()],
  ['series', '/series', async (page) => page.locator('.chart-frame button').first().click()],
  ['commitments', '/commitments', async (page) => page.keyboard.press('?')],
  ['actors', '/actors', j],
  ['review', '/review', j],
  ['documents', '/documents', j],
  ['rules', '/rules', async (page) => page.keyboard.press('?')],
  ['code', '/code', async (page) => page.locator('#code-example').click()],
];
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

for (const [name, path, act] of pages) {
  const paint = [];
  const filled = [];
  const acted = [];
  for (let round = 0; round < 5; round += 1) {
    const context = await browser.newContext({viewport: {width: 1440, height: 900}, locale: 'en-GB', reducedMotion: 'reduce'});
    const page = await context.newPage();
    const from = performance.now();
    await page.goto(base + path, {waitUntil: 'domcontentloaded'});
    await page.locator('main h1').first().waitFor();
    await page.waitForFunction(() => document.querySelector('main .skeleton, main .waiting') === null, null, {timeout: 120000});
    filled.push(performance.now() - from);
    paint.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN));
    // From the event to the frame after it, as the page itself sees it.
    await page.evaluate(() => {
      window.__acted = new Promise((done) => {
        const stamp = () => {
          const began = performance.now();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
        };
        for (const kind of ['keydown', 'click']) document.addEventListener(kind, stamp, {capture: true, once: true});
      });
    });
    await act(page);
    acted.push(await page.evaluate(() => window.__acted));
    await context.close();
  }
  console.log(`${name.padEnd(14)} ${median(paint).toFixed(0).padStart(12)} ${median(filled).toFixed(0).padStart(8)} ${median(acted).toFixed(0).padStart(16)}`);
}
await browser.close();
