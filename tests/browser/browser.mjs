// What the browser tests share: a server over a ledger of the samples, and pages that watch themselves.
import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const [program, samples, root] = process.argv.slice(2);
if (!program || !samples || !root) {
  console.error('usage: pages_test.mjs TADWIN SAMPLES REPOSITORY');
  process.exit(2);
}
const need = createRequire(join(root, 'build/web/'));
const {chromium} = need('playwright-core');
const axeSource = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
export const shots = join(root, 'build/browser');
const folder = mkdtempSync(join(tmpdir(), 'tadwin_browser_'));

// Enough Arabic words for an article to be taken for one.
const plain = 'قال مصدر أمني إن مسلحين هاجموا نقطة تفتيش تابعة للجيش جنوب المدينة يوم الأحد، وأصيب جنديان بجروح.\n'
  + 'وأضاف المصدر أن قوات الأمن فرضت طوقا حول المكان وبدأت تحقيقا في الحادث بحسب البيان.\n';

// Articles that would do harm if they were taken for anything but text.
export const hostile = {
  'zz_script.txt': plain + plain + plain + '<script>window.__harm = 1</script> قتل ثلاثة جنود في انفجار عبوة ناسفة في بغداد يوم الثلاثاء.\n'
    + '<img src=x onerror="window.__harm = 2"><a href="javascript:window.__harm=3">اضغط</a> وأصيب خمسة آخرون.\n',
  'zz_direction.txt': 'قتل جنديان \u202Eفي هجوم\u202C على حاجز \u2066شمال\u2069 الموصل يوم الأحد.\n',
  'zz_long_word.txt': `أصيب شرطي في كركوك. ${'ب'.repeat(1 << 20)}\n`,
  'zz_no_width.txt': `${plain.repeat(8)}قتل ${'\u200b'.repeat(50000)} مدني في حلب. e${'\u0301'.repeat(60)}\n`,
};
const meta = (name) => JSON.stringify({
  title: name === 'zz_script.txt' ? '<b onclick="x">عنوان</b> {{7*7}} <script>window.__harm = 4</script>' : `عنوان ${name}`,
  outlet: '"><script>window.__harm = 5</script>', url: 'javascript:window.__harm=6', published: '2024-05-07'});

const servers = [];
let browser;
export let base;

// Starts a server over the ledger and gives its address.
async function serve(...more) {
  const server = spawn(program, ['serve', join(folder, 'demo.db'), '--listen', '127.0.0.1:0', ...more], {stdio: ['ignore', 'pipe', 'pipe']});
  servers.push(server);
  return new Promise((done, fail) => {
    let said = '';
    const listen = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) done(found[0]);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', () => fail(new Error(`the server ended: ${said}`)));
  });
}

export function addUser(name, password, role) {
  execFileSync(program, ['users', 'add', join(folder, 'users.db'), name, '--role', role], {input: `${password}\n`, stdio: ['pipe', 'ignore', 'ignore']});
}

// The same with a login for one user more; null where this program knows none.
export async function serveWithLogin(name, password) {
  try {
    addUser(name, password, 'editor');
  } catch {
    return null;
  }
  return serve('--auth', join(folder, 'users.db'));
}

export async function signIn(page, name, password) {
  await page.fill('input[name=username]', name);
  await page.fill('input[name=password]', password);
  await page.keyboard.press('Enter');
  await page.locator('input[name=username]').waitFor({state: 'detached'});
  await settled(page);
}

export async function start() {
  rmSync(shots, {recursive: true, force: true});
  mkdirSync(shots, {recursive: true});
  const articles = join(folder, 'articles');
  cpSync(samples, articles, {recursive: true});
  for (const [name, text] of Object.entries(hostile)) {
    writeFileSync(join(articles, name), text);
    writeFileSync(join(articles, name.replace('.txt', '.meta.json')), meta(name));
  }
  const ledger = join(folder, 'demo.db');
  execFileSync(program, ['code', articles, '--ledger', ledger], {stdio: 'ignore'});
  base = await serve();
  const found = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
  assert.ok(found, 'no browser: apt-get install chromium');
  browser = await chromium.launch({executablePath: found, args: process.getuid?.() === 0 ? ['--no-sandbox'] : []});
}

export async function stop() {
  await browser?.close();
  for (const server of servers.filter((one) => one.exitCode === null)) {
    const ended = new Promise((done) => server.on('exit', done));
    server.kill('SIGINT');
    await ended;
  }
  rmSync(folder, {recursive: true, force: true});
}

export async function api(path) {
  const answer = await fetch(`${base}/api/v1${path}`);
  assert.equal(answer.status, 200, path);
  return answer.json();
}

// A page of its own context; `faults` collects whatever went wrong in it.
export async function open(path, {language = 'ar', width = 1440, height = 900, theme = 'light', at = base} = {}) {
  const context = await browser.newContext({
    viewport: {width, height}, colorScheme: theme, reducedMotion: 'reduce', acceptDownloads: true,
    locale: language === 'ar' ? 'ar-IQ' : 'en-GB'});
  context.setDefaultTimeout(90000);  // the machine may be busy with other tests
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (fault) => faults.push(`exception: ${fault.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(at) && !/^(data|blob):/.test(request.url())) faults.push(`request to ${request.url()}`);
  });
  page.faults = faults;
  await page.goto(at + path, {waitUntil: 'domcontentloaded'});
  await settled(page);
  return page;
}

// Until the page has its title and nothing waits for the server.
export async function settled(page) {
  await page.locator('main h1').first().waitFor();
  await page.waitForFunction(() => document.querySelector('main .skeleton, main .waiting') === null, null, {timeout: 90000});
  await page.evaluate(() => document.fonts.ready);
}

export async function close(page) {
  assert.deepEqual(page.faults, []);
  await page.context().close();
}

// Violations of WCAG that axe calls serious or critical, with where they are.
export async function violations(page) {
  await page.evaluate(axeSource);
  const result = await page.evaluate(() => window.axe.run(document, {resultTypes: ['violations']}));
  return result.violations
    .filter((one) => ['serious', 'critical'].includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}
