// The pages in a real browser against a real server over the sample articles.
// usage: pages_test.mjs TADWIN SAMPLES REPOSITORY   (screenshots: build/browser)
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test, {after, before, describe} from 'node:test';
import {addUser, api, base, close, hostile, open, serveWithLogin, settled, shots, signIn, start, stop, violations} from './browser.mjs';

let paths;       // what the server's description names
let incident;    // told by several documents
let document_;   // with facts
let fact;
let actor;

before(async () => {
  await start();
  paths = Object.keys((await api('/openapi.json')).paths);
  incident = (await api('/incidents?kind=event&sort=-facts&limit=1')).items[0];
  const told = await api(`/incidents/${incident.id}`);
  fact = told.facts[0];
  document_ = fact.document.sha256;
  actor = (await api('/actors?limit=1')).items[0].id;
}, {timeout: 300000});
after(stop);

const everyPage = () => [
  ['overview', '/'], ['incidents', '/incidents'], ['incidents-filtered', '/incidents?type=ASSAULT&country=IQ,SY'],
  ['incident', `/incidents/${incident.id}`], ['documents', '/documents'], ['document', `/documents/${document_}`],
  ['document-fact', `/documents/${document_}#fact=${fact.id}`], ['map', '/map'], ['series', '/series'],
  ['actors', '/actors'], ['actor', `/actors/${encodeURIComponent(actor)}`], ['commitments', '/commitments'],
  ['review', `/review/${fact.id}`], ['review-correct', `/review/${fact.id}#correct=killed`], ['review-filtered', '/review?context=military&status=attributed,denied'], ['review-agreement', '/review?view=agreement'],
  ['commitments-calendar', '/commitments?view=calendar&month=2022-11'], ['code', '/code'], ['rules', '/rules'],
  ['rules-file', '/rules?file=ar%2Factor%2Factor.tsv&line=30'], ['rules-uses', '/rules?view=uses'],
  ['runs', '/runs'], ['runs-changed', '/runs?before=1&after=1'],
  ['empty', '/incidents?q=%D8%B2%D8%B2%D8%B2%D8%B2%D8%B2'], ['not-found', '/nothing/here'],
];

describe('every page', () => {
  // Each page is loaded wide and then made narrow; the two languages take the two themes crosswise.
  for (const [language, themes] of [['ar', ['light', 'dark']], ['en', ['dark', 'light']]]) {
    test(`${language}: no fault, no violation, nothing beside the page, wide and narrow`, {timeout: 600000}, async () => {
      for (const [name, path] of everyPage()) {
        const page = await open(path, {language, theme: themes[0]});
        assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr');
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.ok((await page.locator('main h1').first().innerText()).trim().length > 0, `${name}: a title`);
        assert.doesNotMatch(await page.locator('body').innerText(), /\b(undefined|NaN|\[object)\b/, name);
        for (const [index, [width, height]] of [[1440, 900], [390, 844]].entries()) {
          await page.setViewportSize({width, height});
          await page.emulateMedia({colorScheme: themes[index]});
          await settled(page);
          const beside = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
          assert.ok(beside <= 0, `${name}, ${width} wide: ${beside} px beside the page`);
          await page.screenshot({path: join(shots, `${name}.${language}.${width}.${themes[index]}.png`)});
          assert.deepEqual(await violations(page), [], `${name} ${language} ${width} ${themes[index]}`);
        }
        await close(page);
      }
    });
  }

  test('the menu names each page whose data the server has, in both languages', async () => {
    for (const language of ['ar', 'en']) {
      const page = await open('/', {language});
      const links = await page.locator('nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
      for (const [path, needs] of [['/', '/overview'], ['/incidents', '/incidents'], ['/documents', '/documents'], ['/map', '/places'],
        ['/series', '/series'], ['/actors', '/actors'], ['/commitments', '/commitments'], ['/review', '/reviews'], ['/code', '/code'], ['/rules', '/rules'], ['/runs', '/runs']]) {
        assert.equal(links.includes(path), paths.includes(needs), path);
      }
      await close(page);
    }
  });
});

test('no inline script or style is allowed, and none is there', async () => {
  const answer = await fetch(`${base}/incidents`);
  const policy = answer.headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self'(;|$)/);
  assert.match(policy, /style-src 'self'(;|$)/);
  assert.doesNotMatch(policy, /unsafe/);
  const html = await answer.text();
  assert.doesNotMatch(html, /<script(?![^>]* src=)|<style|style=|onload=/);
});

test('a deep link opens its state, and the back button returns to it', async () => {
  const page = await open('/incidents?type=ASSAULT&sort=-killed', {language: 'en'});
  const total = (await api('/incidents?type=ASSAULT&limit=1')).total;
  await page.getByText(`${total.toLocaleString('en-GB')} incidents`).first().waitFor();
  assert.equal(await page.locator('th[aria-sort=descending]').innerText().then((text) => text.includes('Killed')), true);
  const first = await page.locator('tr[data-row="0"] a').getAttribute('href');
  await page.locator('tr[data-row="0"] a').click();
  await page.waitForURL(`**${first}`);
  await settled(page);
  await page.goBack();
  await page.waitForURL('**/incidents?type=ASSAULT&sort=-killed');
  assert.equal(await page.locator('tr[data-row="0"] a').getAttribute('href'), first);
  await page.locator('.applied .chip').first().click();
  await page.waitForURL((url) => !url.search.includes('type='));
  await close(page);
});

test('a link to a fact shows its words, fields and rules', async () => {
  const page = await open(`/facts/${fact.id}`, {language: 'en'});
  await page.waitForURL(`**/documents/${document_}#fact=${fact.id}`);
  await page.locator('.chosen.trigger').first().waitFor();
  assert.equal(await page.locator('.chosen.trigger').first().innerText(), fact.text);
  assert.ok(await page.locator('.chosen.trigger').first().isVisible());
  const box = await page.locator('.chosen.trigger').first().boundingBox();
  assert.ok(box.y > 0 && box.y < 900, 'in view');
  await page.getByText('Derivation').click();
  assert.ok((await page.locator('.derivation li').count()) > 0);
  await page.locator('.fact table .words').first().click();
  await page.locator('.flash').first().waitFor();
  await close(page);
});

test('a word leads to its fact, and to the next fact on the same words', async () => {
  const page = await open(`/documents/${document_}`);
  await page.locator('.mark.trigger').first().click();
  await page.waitForURL(/#fact=[0-9a-f]{16}$/);
  await page.locator('.fact').waitFor();
  await page.locator('main h1').click();
  const before = page.url();
  await page.keyboard.press('j');
  await page.waitForFunction((url) => location.href !== url, before);
  await page.keyboard.press('Escape');
  await page.waitForURL((url) => url.hash === '');
  await close(page);
});

test('everything can be done with the keyboard', async () => {
  const page = await open('/', {language: 'en'});
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className.includes('skip')), true, 'first stop: skip link');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  await page.screenshot({path: join(shots, 'help.en.1440.light.png')});
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await page.locator('dialog[open]').waitFor({state: 'detached'});
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.waitForURL('**/incidents');
  await page.locator('tr[data-row="1"] a').waitFor();
  await settled(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const second = await page.locator('tr[data-row="1"] a').getAttribute('href');
  await page.waitForFunction((href) => document.activeElement.getAttribute('href') === href, second);
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${second}`);
  await settled(page);
  await page.keyboard.press('/');
  await page.keyboard.type('هجوم');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('q') === 'هجوم');
  await page.keyboard.press('l');
  await page.waitForFunction(() => document.documentElement.dir === 'rtl');
  // The same keys on an Arabic keyboard: the letter of g is lam there, that of m is alef with ta.
  await page.evaluate(() => {
    for (const [key, code] of [['ل', 'KeyG'], ['ة', 'KeyM']]) {
      document.dispatchEvent(new KeyboardEvent('keydown', {key, code, bubbles: true, cancelable: true}));
    }
  });
  await page.waitForURL('**/map');
  await close(page);
});

test('only the rows in view are in the page, and the last can be reached', async () => {
  const page = await open('/incidents', {language: 'en'});
  const total = (await api('/incidents?limit=1')).total;
  assert.ok(total > 1000);
  assert.ok((await page.locator('tbody tr.line').count()) < 90);
  await page.keyboard.press('j');
  await page.keyboard.press('End');
  await page.locator(`tr[data-row="${total - 1}"] a`).waitFor();
  assert.ok((await page.locator('tbody tr.line').count()) < 90);
  await close(page);
});

async function download(page, act) {
  const [file] = await Promise.all([page.waitForEvent('download'), act()]);
  return {name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8'), bytes: readFileSync(await file.path())};
}

test('what is shown is exported, with its columns and filters', async () => {
  const page = await open('/incidents?type=PROTEST', {language: 'en'});
  const total = (await api('/incidents?type=PROTEST&limit=1')).total;
  await page.getByText('Export', {exact: true}).click();
  const table = await download(page, () => page.locator('#export-csv').click());
  const lines = table.text.trim().split('\r\n');
  assert.equal(lines.length, total + 1);
  assert.ok(table.text.startsWith('\ufeffid,Date,What,Place'));
  const json = await download(page, () => page.locator('#export-json').click());
  assert.equal(JSON.parse(json.text).length, total);
  const stream = await download(page, () => page.locator('a.format').first().click());
  assert.ok(stream.text.length > 0);
  await close(page);
});

test('a chart is saved as SVG, PNG and CSV', async () => {
  const page = await open('/series?by=year', {language: 'ar'});
  const frame = page.locator('.chart-frame').first();
  const saved = async (kind) => {
    await frame.locator('details.menu').evaluate((menu) => (menu.open = true));
    return download(page, () => frame.getByRole('button', {name: kind}).click());
  };
  const svg = await saved('SVG');
  assert.match(svg.text, /^<svg[^>]+xmlns/);
  assert.doesNotMatch(svg.text, /var\(--|class=/);
  assert.equal((await saved('PNG')).bytes.subarray(1, 4).toString(), 'PNG');
  assert.ok((await saved('CSV')).text.split('\r\n').length > 3);
  await close(page);
});

test('an article that is pasted is coded at once', async () => {
  const page = await open('/code', {language: 'ar'});
  await page.locator('#code-text').fill('قتل ثلاثة جنود وأصيب خمسة في انفجار عبوة ناسفة في بغداد يوم الثلاثاء، بحسب مصدر أمني.');
  await page.locator('#code-published').fill('2024-05-16');
  await page.keyboard.press('Control+Enter');
  await page.locator('.mark.trigger').first().waitFor();
  assert.ok((await page.locator('.timings dd').first().innerText()).includes('ms'));
  await page.locator('.mark.trigger').first().click();
  const card = await page.locator('.fact').innerText();
  assert.match(card, /بغداد/);
  assert.match(card, /14 أيار 2024/);
  await page.screenshot({path: join(shots, 'code-result.ar.1440.light.png')});
  assert.deepEqual(await violations(page), []);
  await close(page);
});

test('the examples of the page give facts', async () => {
  const page = await open('/code', {language: 'en', width: 390, height: 844});
  for (let index = 0; index < 3; index += 1) {
    await page.locator('#code-example').click();
    await page.locator('.mark.trigger').first().waitFor();
  }
  await page.locator('.mark.trigger').first().click();
  await page.screenshot({path: join(shots, 'code-result.en.390.light.png')});
  assert.deepEqual(await violations(page), []);
  await close(page);
});

test('hostile articles are text and nothing else', {timeout: 400000}, async () => {
  const documents = (await api('/documents?limit=1000')).items.filter((one) => one.name in hostile);
  assert.equal(documents.length, Object.keys(hostile).length);
  for (const one of documents) {
    for (const width of [1440, 390]) {
      const page = await open(`/documents/${one.sha256}`, {width});
      assert.equal(await page.evaluate(() => window.__harm), undefined, one.name);
      assert.equal(await page.locator('main script, main img, main iframe, main a[href^="javascript:"]').count(), 0);
      const beside = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
      assert.ok(beside <= 0, `${one.name}: ${beside} px beside the page`);
      const shown = await page.locator('.article').innerText();
      if (one.name === 'zz_script.txt') {
        assert.match(shown, /<script>window\.__harm = 1<\/script>/);
        assert.match(await page.locator('h1').innerText(), /<b onclick="x">/);
      }
      if (one.name === 'zz_direction.txt') {
        assert.match(shown, /RLO/);
        assert.doesNotMatch(shown, /[\u202a-\u202e\u2066-\u2069]/);
      }
      if (one.name === 'zz_long_word.txt') assert.ok(shown.length < 200000, 'a long text is shown in parts');
      if (one.name === 'zz_no_width.txt') assert.match(shown, /U\+200B ×\d{4,}/);
      await page.screenshot({path: join(shots, `${one.name}.ar.${width}.light.png`)});
      await close(page);
    }
  }
  for (const path of ['/documents?q=%D9%82%D8%AA%D9%84', '/incidents?from=2024-05-01&to=2024-05-31', '/']) {
    const page = await open(path);
    assert.equal(await page.evaluate(() => window.__harm), undefined);
    await close(page);
  }
  const page = await open('/code');
  for (const text of Object.values(hostile)) {
    await page.locator('#code-clear').click();
    await page.locator('#code-text').evaluate((area, value) => {
      area.value = value;
      area.dispatchEvent(new Event('input', {bubbles: true}));
    }, text);
    await page.locator('#code-run').click();
    await page.locator('#result').waitFor();
    await page.locator('#code-run:not([disabled])').waitFor();
    assert.equal(await page.evaluate(() => window.__harm), undefined);
  }
  await close(page);
});

test('words that are looked for are shown where they stand', async () => {
  const page = await open('/documents?q=%D9%87%D8%AC%D9%88%D9%85', {language: 'en'});
  await page.locator('.hit mark').first().waitFor();
  await page.locator('.hit').first().click();
  await page.waitForURL(/\/documents\/[0-9a-f]{64}#words=\d+-\d+$/);
  await page.locator('.flash').first().waitFor();
  await close(page);
});

test('a copied passage is shown beside its source', async () => {
  let copy;
  for (const one of (await api('/documents?limit=1000')).items) {
    if (!/_copy\.txt$/.test(one.name)) continue;
    if ((await api(`/documents/${one.sha256}`)).copied.length > 0) copy = one;
  }
  assert.ok(copy, 'the samples hold a copy');
  const page = await open(`/documents/${copy.sha256}`, {language: 'ar'});
  await page.locator('.passages button.small').first().click();
  await page.locator('.two-texts .flash').nth(1).waitFor();
  assert.equal(await page.locator('.two-texts .article').count(), 2);
  await page.screenshot({path: join(shots, 'document-beside.ar.1440.light.png')});
  assert.deepEqual(await violations(page), []);
  await close(page);
});

test('a menu closes by Escape and by a press elsewhere', async () => {
  const page = await open('/incidents', {language: 'en'});
  const menu = page.locator('details.menu').filter({has: page.getByText('Columns', {exact: true})}).last();
  await menu.locator('summary').click();
  await menu.getByLabel('Score').check();
  await page.locator('th', {hasText: 'Score'}).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await menu.getAttribute('open'), null);
  await menu.locator('summary').click();
  await page.locator('main h1').click();
  assert.equal(await menu.getAttribute('open'), null);
  await close(page);
});

test('language and theme are kept, and ?lang= asks for one', async () => {
  const page = await open('/incidents?lang=en', {language: 'ar'});
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('button', {name: 'العربية'}).click();
  await page.waitForFunction(() => document.documentElement.lang === 'ar');
  await page.keyboard.press('Shift+T');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await page.goto(`${base}/documents`);
  await settled(page);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ar');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  await close(page);
});

test('the map shows circles of uncertainty, and leads to incidents with the keyboard', async () => {
  const page = await open('/map', {language: 'en'});
  await page.locator('path.land').waitFor({state: 'attached'});
  assert.ok((await page.locator('.marker').count()) > 10);
  assert.match(await page.locator('main').innerText(), /take no side/);
  await page.locator('.marker:not(.cluster)').last().focus();
  await page.keyboard.press('Enter');
  await page.locator('aside .list a').first().waitFor();
  const scale = () => page.locator('.map svg > g').first().getAttribute('transform');
  const before = await scale();
  await page.locator('.map svg').focus();
  await page.keyboard.press('+');
  assert.notEqual(await scale(), before);
  await page.keyboard.press('0');
  await page.getByRole('button', {name: 'Draw an area'}).click();
  const box = await page.locator('.map svg').boundingBox();
  await page.mouse.move(box.x + 20, box.y + 80);
  await page.mouse.down();
  for (const [x, y] of [[box.width - 20, 80], [box.width - 20, box.height - 20], [20, box.height - 20]]) await page.mouse.move(box.x + x, box.y + y, {steps: 4});
  await page.mouse.up();
  await page.getByText(/in the area/).waitFor();
  await close(page);
});

test('what is contested of a commitment is a column of the board, and marked in the list', async () => {
  const page = await open('/commitments?as_of=2021-10-15', {language: 'en'});
  const asked = await page.evaluate(() => fetch('/api/v1/commitments?as_of=2021-10-15&limit=1000').then((one) => one.json()));
  const contested = asked.items.filter((one) => one.contested).length;
  assert.ok(contested > 0);
  const column = page.locator('section[aria-labelledby=state-contested]');
  await column.waitFor();
  assert.match(await column.locator('h2').innerText(), new RegExp(`Contested ${contested}$`));
  await page.goto(`${new URL(page.url()).origin}/commitments?as_of=2021-10-15&view=list`);
  await page.locator('.deadline .contested').first().waitFor();
  assert.equal(await page.locator('.deadline .contested').count(), contested);
  await close(page);
});

test('a stretch of time is chosen on the chart of the overview, with the pointer', async () => {
  const page = await open('/', {language: 'en'});
  const chart = page.locator('svg.brush').first();
  await chart.waitFor();
  await chart.scrollIntoViewIfNeeded();
  const box = await chart.boundingBox();
  const at = (share) => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.move(...at(0.4));
  await page.mouse.down();
  await page.mouse.move(...at(0.6), {steps: 5});
  await page.locator('svg.brush rect.chosen').waitFor();
  await page.mouse.up();
  await page.waitForURL(/\/incidents\?.*from=\d{4}-\d{2}-01/);
  const asked = new URL(page.url()).searchParams;
  assert.ok(asked.get('from') < asked.get('to'), page.url());
  await close(page);
});

test('a window of time slides over the map and is in the address', async () => {
  const page = await open('/map', {language: 'en'});
  await page.getByLabel('Window').selectOption('12');
  await page.waitForURL(/from=\d{4}-\d{2}-01.*window=12/);
  await page.locator('input[type=range]').focus();
  const before = page.url();
  await page.keyboard.press('ArrowLeft');
  await page.waitForFunction((url) => location.href !== url, before);
  await close(page);
});

test('a server with a login asks for it, and nothing is shown before', async (t) => {
  const at = await serveWithLogin('amal', 'a long enough passphrase');
  if (!at) return t.skip('this program has no verb `users`');
  const page = await open('/incidents', {language: 'en', at});
  await page.locator('input[name=username]').waitFor();
  assert.equal(await page.locator('tr.line').count(), 0);
  assert.deepEqual(page.faults, [], 'nothing was asked for before');
  await page.screenshot({path: join(shots, 'sign-in.en.1440.light.png')});
  assert.deepEqual(await violations(page), []);
  await page.fill('input[name=username]', 'amal');
  await page.fill('input[name=password]', 'a wrong passphrase');
  await page.keyboard.press('Enter');
  await page.locator('[role=alert]').waitFor();
  page.faults.length = 0;  // the browser reports the refusal
  await page.fill('input[name=password]', 'a long enough passphrase');
  await page.keyboard.press('Enter');
  await page.locator('tr[data-row="0"] a').waitFor();
  await page.goto(`${at}/code`);
  await page.locator('#code-example').click();
  await page.locator('.mark.trigger').first().waitFor();
  await page.locator('header details.menu summary').click();
  await page.getByRole('button', {name: 'Sign out'}).click();
  await page.locator('input[name=username]').waitFor();
  await close(page);
});

// What a server answers to whoever is signed in on the page.
const asked = (page, path) => page.evaluate(async (to) => (await fetch(`/api/v1${to}`)).json(), path);

describe('review', () => {
  let at;
  before(async () => {
    for (const name of ['badr', 'dina']) addUser(name, 'a long enough passphrase', name === 'dina' ? 'reader' : 'coder');
    at = await serveWithLogin('salma', 'a long enough passphrase');
  });

  for (const language of ['ar', 'en']) {
    test(`${language}: two readers review the queue with the keyboard alone`, {timeout: 400000}, async () => {
      const first = await open('/review?state=machine&kind=event', {language, at});
      await signIn(first, 'salma', 'a long enough passphrase');
      await first.waitForURL(/\/review\/[0-9a-f]{16}\?/);
      await first.locator('.article .chosen.trigger').waitFor();
      const chosen = (page) => new URL(page.url()).pathname.split('/')[2];
      const state = async (page, id) => (await asked(page, `/reviews/${id}`));
      const moved = (page, id) => page.waitForFunction((old) => !location.pathname.includes(old), id);
      // Forth and back; every key is told.
      const confirmed = chosen(first);
      await first.keyboard.press('n');
      await moved(first, confirmed);
      const next = chosen(first);
      await first.keyboard.press('p');
      await first.waitForURL((url) => url.pathname.endsWith(confirmed));
      await first.locator('[data-act=confirm]:not([disabled])').waitFor();
      assert.match(await first.locator('[data-act=confirm]').innerText(), /c$/);
      await first.keyboard.press('c');
      await moved(first, confirmed);
      assert.equal((await state(first, confirmed)).first_reader, 'salma');
      // A field is corrected with its reason; Esc leaves the form first.
      await first.waitForURL((url) => url.pathname.endsWith(next));
      await first.locator('[data-act=correct]:not([disabled])').waitFor();
      await first.keyboard.press('e');
      await first.locator('select[name=field]').waitFor();
      await first.keyboard.press('Escape');
      await first.locator('select[name=field]').waitFor({state: 'detached'});
      await first.keyboard.press('e');
      await first.locator('select[name=field]').selectOption('missing');
      await first.keyboard.press('Tab');
      await first.keyboard.type('many');
      await first.keyboard.press('Tab');
      await first.keyboard.type('the second paragraph');
      await first.keyboard.press('Enter');
      await first.locator('.trouble').waitFor();
      assert.deepEqual(first.faults.splice(0).filter((one) => !one.includes('400')), []);
      await first.locator('input[name=value]').fill('7');
      await first.locator('input[name=value]').press('Enter');
      await first.locator('form input[name=value]').waitFor({state: 'detached'});
      const corrected = await state(first, next);
      assert.equal(corrected.state, 'in review');
      assert.equal(corrected.values.find((one) => one.field === 'missing').value, '7');
      assert.match(await first.locator('section.fact').innerText(), /salma/);
      // A remark, and who confirmed once cannot be the second reader.
      await first.keyboard.press('m');
      await first.locator('input[name=note]').waitFor();
      await first.keyboard.type('انظر الفقرة الثانية');
      await first.keyboard.press('Enter');
      await first.locator('input[name=note]').waitFor({state: 'detached'});
      await first.keyboard.press('c');
      await moved(first, next);
      assert.equal((await state(first, next)).state, 'confirmed by one');
      const rejected = chosen(first);
      await first.locator('[data-act=reject]:not([disabled])').waitFor();
      await first.keyboard.press('r');
      await first.locator('input[name=because]').waitFor();
      await first.keyboard.type('a figure of speech');
      await first.keyboard.press('Enter');
      await moved(first, rejected);
      assert.equal((await state(first, rejected)).state, 'rejected');
      assert.deepEqual(await violations(first), []);
      await first.goBack();
      await first.waitForURL((url) => url.pathname.endsWith(rejected));
      await first.locator('[data-act=reopen]').waitFor();
      await first.keyboard.press('u');
      await first.locator('[data-act=reject]:not([disabled])').waitFor();
      assert.equal((await state(first, rejected)).state, 'in review');
      await first.goto(`${at}/review/${confirmed}`);
      await first.locator('[data-act=confirm]').waitFor();
      assert.equal(await first.locator('[data-act=confirm]').isDisabled(), true);
      assert.equal(await first.locator('.news').count(), 0, 'what one does oneself is no news');

      const second = await open(`/review/${confirmed}`, {language, at, theme: 'dark'});
      await signIn(second, 'badr', 'a long enough passphrase');
      await second.locator('[data-act=confirm]:not([disabled])').waitFor();
      await second.keyboard.press('c');
      await second.waitForFunction(() => document.querySelector('.said')?.textContent !== '');
      const both = await state(second, confirmed);
      assert.deepEqual([both.state, both.first_reader, both.second_reader], ['confirmed by two', 'salma', 'badr']);
      await second.goto(`${at}/review/${next}`);
      await second.locator('[data-act=confirm]:not([disabled])').waitFor();
      await second.screenshot({path: join(shots, `review-second.${language}.1440.dark.png`)});
      await second.keyboard.press('c');
      await second.waitForFunction(() => document.querySelector('.said')?.textContent !== '');
      assert.equal((await state(second, next)).state, 'confirmed by two');
      await second.goto(`${at}/review?view=agreement`);
      await second.locator('main b', {hasText: 'badr'}).waitFor();
      await second.locator('table').last().locator('tbody tr').first().waitFor();
      await second.screenshot({path: join(shots, `review-agreement-figures.${language}.1440.dark.png`)});
      assert.deepEqual(await violations(second), []);
      // Each is told what the other does.
      await first.locator('.news').waitFor();
      await close(first);
      await close(second);
    });
  }

  test('an incident is merged with another and split again, and tells its history', {timeout: 200000}, async () => {
    const page = await open('/incidents?kind=event', {language: 'en', at});
    await signIn(page, 'salma', 'a long enough passphrase');
    const pair = (await asked(page, '/incidents?kind=event&type=PROTEST&limit=300')).items.filter((row) => row.facts === 1).slice(0, 2).map((row) => row.id);
    await page.goto(`${at}/incidents/${pair[0]}`);
    await page.getByRole('button', {name: 'Merge'}).click();
    await page.locator('input[name=other]').fill(pair[1]);
    await page.locator('input[name=because]').fill('one march');
    await page.locator('input[name=because]').press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.telling').length === 2);
    await page.locator('summary', {hasText: 'History of revisions'}).click();
    await page.getByText('one march').waitFor();
    await page.screenshot({path: join(shots, 'incident-merged.en.1440.light.png')});
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', {name: 'Split'}).click();
    await page.locator('input[name=apart]').first().check();
    await page.locator('form button.primary').click();
    await page.waitForFunction(() => document.querySelectorAll('.telling').length === 1);
    await page.getByRole('button', {name: 'Confirm'}).click();
    await page.locator('section [role=status]', {hasText: '1 confirmed'}).waitFor();
    await page.getByRole('button', {name: 'Correct'}).click();
    await page.locator('a.chip', {hasText: 'Date'}).click();
    await page.waitForURL(/\/review\/[0-9a-f]{16}#correct=start$/);
    assert.equal(await page.locator('select[name=field]').inputValue(), 'start');
    await close(page);
  });

  test('a fact is added by hand on the words that are marked', {timeout: 200000}, async () => {
    const page = await open(`/documents/${document_}`, {language: 'ar', at});
    await signIn(page, 'badr', 'a long enough passphrase');
    await page.locator('.article p').first().waitFor();
    // A word on which no fact stands yet.
    const taken = (await asked(page, `/documents/${document_}`)).facts.map((one) => one.text);
    const words = await page.evaluate((told) => {
      const walker = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.parentElement.closest('p')) continue;
        const found = [...node.data.matchAll(/\p{L}{4,}/gu)].find((one) => !told.some((text) => text.includes(one[0])));
        if (!found) continue;
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        return found[0];
      }
      return null;
    }, taken);
    await page.keyboard.press('a');
    await page.locator('input[name=words]').waitFor();
    assert.equal(await page.locator('input[name=words]').inputValue(), words);
    await page.screenshot({path: join(shots, 'document-add.ar.1440.light.png')});
    assert.deepEqual(await violations(page), []);
    await page.locator('select[name=type]').selectOption('PROTEST');
    await page.locator('input[name=because]').press('Enter');
    await page.waitForURL(/\/review\/[0-9a-f]{16}$/);
    const made = await asked(page, `/reviews/${new URL(page.url()).pathname.split('/')[2]}`);
    assert.deepEqual([made.added, made.words, made.first_reader, made.row.plover], [true, words, 'badr', 'PROTEST']);
    await close(page);
  });

  test('who may only read is told so', async () => {
    const page = await open('/review?kind=event', {language: 'en', at});
    await signIn(page, 'dina', 'a long enough passphrase');
    await page.getByText('Your role may read, not review.').waitFor();
    assert.equal(await page.locator('[data-act]').count(), 0);
    await close(page);
  });
});

test('filters go along from incidents to the review of their facts, and each can be taken away', async () => {
  const page = await open('/incidents', {language: 'en'});
  await page.locator('.facets label.value', {hasText: 'military'}).first().click();
  await page.waitForURL((url) => url.searchParams.get('context') === 'military');
  const {total} = await api('/incidents?context=military&limit=1');
  await page.waitForFunction((n) => document.querySelector('.applied [role=status]').textContent.includes(n), total.toLocaleString('en'));
  await page.locator('a.button', {hasText: 'Review their facts'}).click();
  await page.waitForURL((url) => url.pathname.startsWith('/review/') && url.searchParams.get('context') === 'military');
  const queue = await api('/reviews?context=military&limit=1');
  await page.waitForFunction((n) => document.querySelector('h1').textContent.includes(n), queue.total.toLocaleString('en'));
  await page.locator('.applied .chip', {hasText: 'military'}).click();
  await page.waitForURL((url) => !url.searchParams.has('context'));
  await close(page);
});

test('a page is told when others change the ledger', async () => {
  const page = await open('/incidents', {language: 'en'});
  await page.locator('tr[data-row="0"] a').waitFor();
  await page.waitForTimeout(300);  // until it listens
  assert.equal(await page.locator('.news').count(), 0);
  const answer = await fetch(`${base}/api/v1/reviews/${fact.id}`, {
    method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify({verb: 'comment', note: 'seen'})});
  assert.equal(answer.status, 200);
  await page.locator('.news').waitFor();
  await close(page);
});

test('a party shows whose front or part it is, and who says so', async () => {
  const known = new Set((await api('/actors?limit=1000')).items.map((one) => one.id));
  const party = (await api('/entities?linked=true&limit=1000')).items.find((one) => known.has(one.id));
  for (const language of ['ar', 'en']) {
    const page = await open(`/actors/${party.id}`, {language});
    await page.locator('.links li').first().waitFor();
    assert.ok((await page.locator('.asserted li').count()) > 0);
    await close(page);
  }
});

test('a row for a table is tried before it is kept, and mistakes are told', {timeout: 120000}, async () => {
  for (const language of ['ar', 'en']) {
    const page = await open('/rules?file=ar%2Factor%2Factor.tsv', {language});
    const propose = page.locator('.propose');
    await propose.locator('button[aria-expanded]').focus();
    await page.keyboard.press('Enter');
    await propose.locator('input[name="surface"]').fill('الشرطة');
    await propose.locator('input[name="id"]').fill('the_police');
    await propose.locator('input[name="kind"]').fill('police');
    await page.keyboard.press('Enter');
    await propose.locator('[aria-live] p').first().waitFor({timeout: 60000});
    assert.match(await propose.locator('[aria-live]').innerText(), /\d/);
    assert.ok((await propose.locator('[aria-live] li').count()) > 0, 'facts or cases that change are listed');
    // What stands there is of the row that was tried, and goes with it.
    await propose.locator('input[name="id"]').fill('other_police');
    assert.equal(await propose.locator('[aria-live] p').count(), 0);
    await propose.locator('input[name="kind"]').fill('no such kind');
    await page.keyboard.press('Enter');
    await propose.locator('[aria-live] p').first().waitFor({timeout: 60000});
    assert.deepEqual(await violations(page), []);
    await close(page);
  }
});

test('what a run changed is shown field by field, and compared with any other', async () => {
  const told = await api(`/facts/${fact.id}`);
  const killed = String(1 + (told.killed?.best ?? 0));
  const answer = await fetch(`${base}/api/v1/reviews/${fact.id}`, {method: 'POST', headers: {'Content-Type': 'application/json', Origin: base},
    body: JSON.stringify({verb: 'correct', fields: {killed}, because: 'the text says so', by: 'runs'})});
  assert.equal(answer.status, 200, await answer.text());
  const newest = (await api('/runs?limit=2')).items;
  const page = await open('/runs', {language: 'en'});
  await page.getByRole('link', {name: 'What changed'}).first().click();
  await page.waitForURL(`**/runs?before=${newest[1].id}&after=${newest[0].id}`);
  await page.locator('.change').first().waitFor();
  assert.match(await page.locator('section[aria-live]').innerText(), /1 changed/);
  assert.match(await page.locator('.change').first().innerText(), new RegExp(`Killed.*${killed}`, 's'));
  await page.locator('select[name=before]').selectOption('1');
  await page.getByRole('button', {name: 'Compare'}).click();
  await page.waitForURL(`**/runs?before=1&after=${newest[0].id}`);
  await page.locator('.change').first().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.goBack();
  await page.waitForURL(`**/runs?before=${newest[1].id}&after=${newest[0].id}`);
  await close(page);
});

test('a language in the address is no filter of any page', async () => {
  for (const path of ['/', '/incidents', '/documents', '/map', '/series', '/actors', '/commitments', '/review', '/code', '/rules', '/runs']) {
    const page = await open(`${path}?lang=en`);
    await settled(page);
    assert.equal(await page.locator('.trouble').count(), 0, path);
    await close(page);
  }
});

test('what is not there is said, with a way on', async () => {
  const page = await open('/incidents/0000000000000000', {language: 'en'});
  await page.getByText('There is no such entry in the ledger.').waitFor();
  page.faults.splice(0, page.faults.length, ...page.faults.filter((one) => !one.includes('404')));
  await close(page);
});

test('a server that does not answer is said, and tried again', async () => {
  const page = await open('/documents', {language: 'en'});
  await page.route('**/api/v1/incidents**', (route) => route.abort());
  await page.locator('nav a[href="/incidents"]').click();
  await page.getByText('The server does not answer.').waitFor();
  await page.unroute('**/api/v1/incidents**');
  await page.getByRole('button', {name: 'Try again'}).click();
  await page.locator('tr[data-row="0"] a').waitFor();
  page.faults.length = 0;  // the browser reports what was cut off
  await close(page);
});
