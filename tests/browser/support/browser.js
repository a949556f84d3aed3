// One Chromium for a test file, people of the demonstration signed in, forms filled by the names of their fields.
import { chromium } from 'playwright-core';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import assert from 'node:assert/strict';

export const url = process.env.CIMIC_URL;
export const cast = JSON.parse(process.env.CIMIC_CAST ?? '[]');
export const codes = JSON.parse(process.env.CIMIC_CODES ?? '[]');
const axeSource = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/snap/bin/chromium'];
const executablePath = process.env.CHROMIUM ?? known.find(path => existsSync(path));
assert.ok(executablePath, `no Chromium found: install it, or set CHROMIUM (looked at ${known.join(', ')})`);

let browser;
export async function open() {
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
}
export const close = () => browser?.close();

// A window of its own, with cookies of its own. What goes wrong in it (an error of a script, a refused resource) fails the test.
export async function newPage({ js = true, width = 1280, lang = 'en', dark = false } = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: js, viewport: { width, height: 800 }, locale: lang, baseURL: url,
    colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.runsScripts = js;
  page.setDefaultTimeout(20000);
  page.troubles = [];
  page.on('pageerror', error => page.troubles.push(`${page.url()}: ${error.message}`));
  page.on('console', message => { if (message.type() === 'error' && !/status of (4\d\d)/.test(message.text())) page.troubles.push(`${page.url()}: ${message.text()}`); });
  page.on('request', request => { if (!request.url().startsWith(url) && !request.url().startsWith('data:')) page.troubles.push(`asks ${request.url()}`); });
  return page;
}

export const person = name => {
  const found = cast.find(one => one.name.split(' ')[0] === name) ?? cast.find(one => one.role === name);
  assert.ok(found, `nobody is called ${name}`);
  return found;
};

export async function signIn(page, name) {
  const who = person(name);
  await page.goto('/sign-in');
  await fill(page, { email: who.email, password: who.password });
  await send(page, 'form:has([name=password])');
  assert.ok(!page.url().includes('/sign-in'), `${name} could not sign in: ${await text(page)}`);
  return page;
}

export const signedIn = async (name, options) => signIn(await newPage(options), name);

// What stands in the page's main part.
export const text = async page => (await page.locator('main').innerText()).replace(/\s+/g, ' ');

// Fills fields by name: text, dates, choices, lists, ticks (true or a list of values).
export async function fill(scope, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const all = scope.locator(`[name="${name}"]:not([type=hidden])`);
    const field = all.first();
    assert.ok(await field.count(), `no field ${name}`);
    const kind = await field.evaluate(element => element.type);
    if (kind === 'radio' || kind === 'checkbox') {
      for (const one of [value].flat()) {
        const box = one === true ? field : scope.locator(`[name="${name}"][value="${one}"]`);
        await box.check();
      }
    } else if (kind === 'select-one') {
      await field.selectOption(value.startsWith('label:') ? await optionLike(field, value.slice(6)) : value);
    } else {
      await field.fill(String(value));
    }
  }
}

// The value of the first choice whose text begins with these words, or else holds them.
async function optionLike(field, words) {
  const options = await field.locator('option').evaluateAll(all => all.map(one => [one.value, one.textContent.trim()]));
  const found = options.find(([, label]) => label.startsWith(words)) ?? options.find(([, label]) => label.includes(words));
  assert.ok(found, `no choice ${words} among ${options.map(([, label]) => label).join(', ')}`);
  return found[0];
}

// Presses the button of a form and waits for the page that answers.
export async function send(page, form = 'main form', button = 'button:not([type=button])') {
  const press = page.locator(form).last().locator(button).first();
  const [answer] = await Promise.all([
    page.waitForResponse(answer => answer.request().isNavigationRequest() && answer.status() !== 303 && answer.request().frame() === page.mainFrame()),
    press.click(),
  ]);
  await page.waitForLoadState('load');
  return answer.status();
}

// Opens the page of an act on a request, fills it in and sends it; fails with what the page says.
export async function act(page, request, noun, fields = {}) {
  await page.goto(`${request}/${noun}`);
  await fill(page, fields);
  const status = await send(page, `form[action="${new URL(page.url()).pathname}"]`);
  assert.equal(status, 200, `${noun}: ${status} ${await text(page)}`);
}

// The six digits that a telephone with this secret (base 32) shows now, or some half minutes later (RFC 6238).
export function oneTimeCode(secret, later = 0) {
  const bits = [...secret.replace(/[^A-Z2-7]/g, '')].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + later));
  const hash = createHmac('sha1', key).update(counter).digest();
  const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
  return String(number % 1e6).padStart(6, '0');
}

// WCAG 2.0 to 2.2 AA and best practice; an empty list when all is well.
export async function axe(page) {
  // Axe is a script: where the window runs none it cannot look, and the run with scripts has seen the same page.
  if (!page.runsScripts) return [];
  await page.evaluate(axeSource);
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const result = await page.evaluate(tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), tags);
  return result.violations.map(found => `${found.id}: ${found.nodes.slice(0, 3).map(node => node.target.join(' ')).join(' | ')} (${found.help})`);
}

// The addresses of this house that a page links to.
export const links = page => page.$$eval('a[href]', all => all.map(a => a.getAttribute('href')).filter(to => to.startsWith('/') && !to.startsWith('//')).map(to => to.split('#')[0]));

// What stands for all addresses of one kind: references, ids and values of the query left out.
export function pattern(path) {
  const [place, query = ''] = path.split('?');
  const plain = place.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/g, '{ref}').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '{id}');
  const names = [...new Set(query.split('&').map(part => part.split('=')[0]))].sort().join(',');
  return names ? `${plain}?${names}` : plain;
}

export const day = days => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);

// Ticks organisations by their names, opening the groups they stand in.
export async function tick(page, names) {
  if (page.runsScripts) {
    await page.$$eval('fieldset details', all => all.forEach(one => { one.open = true; }));
    for (const name of names) await page.getByLabel(name, { exact: true }).check();
    return;
  }
  for (const name of names) await page.locator('label', { hasText: name }).locator('xpath=..').locator('input').evaluate(box => { box.closest('details').open = true; box.checked = true; });
}

// What only time brings (a meeting that begins, a window that closes) comes about in the database of this house.
export function sql(text) {
  const done = spawnSync(process.env.CIMIC_BIN, ['--data', process.env.CIMIC_DATA, 'database', 'psql', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'cimic', '-c', text], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
}
