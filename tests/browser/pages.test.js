// Every page that a person of each role can reach: accessible, valid, fitting a phone, and quiet in the console.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { axe, close, links, newPage, open, pattern, signedIn, url } from './support/browser.js';

const out = new URL('out/', import.meta.url).pathname;
const ALL = ['nobody', 'Amara', 'Elodie', 'Yusra', 'Ines', 'Dario', 'Petra', 'Nadia', 'Rosa', 'Keiko', 'Omar', 'Samuel', 'Greta', 'Leila', 'Noor', 'Miriam'];
// WHO=Petra,Noor looks with their eyes only.
const ROLES = process.env.WHO ? process.env.WHO.split(',') : ALL;
// Everybody's first page of a kind is looked at, further ones this often in all. BRIEF=yes looks at each kind once, for a landing that
// cannot wait half an hour; the desk, which differs most, with everybody's eyes still.
const BRIEF = process.env.BRIEF === 'yes';
const OFTEN = BRIEF ? 1 : 4;
const enough = kind => BRIEF && kind !== '/home' && (looked.get(kind) ?? 0) >= OFTEN;
// From the pages of acts and from filtered lists nothing further is reached.
const isLeaf = kind => /\{(ref|id)\}\/|\?/.test(kind);
const STARTS = ['/', '/sign-in', '/ask', '/desks', '/services', '/glossary', '/privacy', '/home', '/requests', '/requests/triage', '/account', '/meetings', '/meetings/calendar', '/forums', '/rooms'];

const looked = new Map();
const html = new Map();
before(async () => {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(`${out}html`, { recursive: true });
  await open();
});
after(close);

async function walk(page, visit) {
  const seen = new Set();
  const kinds = new Map();
  const next = [...STARTS];
  while (next.length) {
    const path = next.shift();
    const kind = pattern(path);
    const most = !BRIEF && (looked.get(kind) ?? 0) < OFTEN ? 2 : 1;
    if (seen.has(path) || path.startsWith('/static/') || (kinds.get(kind) ?? 0) >= most || isLeaf(kind) && enough(kind)) continue;
    seen.add(path);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const answer = await page.goto(path).catch(error => { if (/Download is starting|ERR_ABORTED/.test(error.message)) return null; throw error; });
    if (!answer || !/html/.test(answer.headers()['content-type'] ?? '')) continue;
    if (answer.ok()) next.push(...await links(page));
    if ((looked.get(kind) ?? 0) >= OFTEN && kinds.get(kind) > 1 || enough(kind)) continue;
    looked.set(kind, (looked.get(kind) ?? 0) + 1);
    await visit(path, answer);
  }
  return seen.size;
}

for (const name of ROLES) {
  test(`${name} meets only pages without a finding`, async t => {
    const page = name === 'nobody' ? await newPage() : await signedIn(name);
    const findings = [];
    const pages = await walk(page, async (path, answer) => {
      html.set(`${name} ${path}`, await answer.text());
      for (const found of await axe(page)) findings.push(`${path}: ${found}`);
      await page.setViewportSize({ width: 360, height: 740 });
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
      if (wide > 360) findings.push(`${path}: ${wide} px wide on a phone of 360`);
      await page.setViewportSize({ width: 1280, height: 800 });
    });
    t.diagnostic(`${pages} pages`);
    findings.push(...page.troubles);
    await page.context().close();
    assert.deepEqual(findings, []);
  });
}

test('the Nu HTML checker finds nothing on any of these pages', t => {
  const names = new Map();
  let n = 0;
  for (const [name, source] of html) {
    const file = `${out}html/${String(n++).padStart(4, '0')}.html`;
    names.set(file, name);
    writeFileSync(file, source);
  }
  assert.ok(n > 0, 'there were pages to check');
  const jar = new URL('node_modules/vnu-jar/build/dist/vnu.jar', import.meta.url).pathname;
  const run = spawnSync('java', ['-Xss4m', '-jar', jar, '--format', 'json', '--exit-zero-always', `${out}html`], { maxBuffer: 1 << 28, encoding: 'utf8' });
  assert.equal(run.status, 0, run.error?.message ?? run.stderr);
  const messages = JSON.parse(run.stderr || run.stdout).messages;
  // What is not yet translated speaks English on a French or Arabic page; the checker guesses that from the words.
  const guess = message => /^This document appears to be written in/.test(message.message);
  // A property of SVG 2 that Chromium has known since 35 and the checker's list lacks.
  const unknown = message => message.message.startsWith('CSS: “paint-order”');
  const wrong = messages.filter(message => (message.type === 'error' || message.subType === 'warning') && !guess(message) && !unknown(message));
  const lines = wrong.map(message => `${names.get(message.url.replace('file:', '')) ?? message.url}: ${message.message}`);
  t.diagnostic(`${n} pages`);
  assert.deepEqual([...new Set(lines.map(line => line.replace(/“[^”]{60,}”/g, '“…”')))].slice(0, 40), []);
});

test('pages look at home in both directions, sizes and schemes (for people to see, in out/)', async () => {
  const shots = [['nobody', '/'], ['nobody', '/ask'], ['Amara', '/home'], ['Amara', '/requests'], ['Petra', '/requests/triage'], ['Ines', '/home'], ['Nadia', '/home'], ['Noor', '/people'], ['nobody', '/sign-in']];
  for (const [lang, dark, width] of [['en', false, 360], ['en', false, 1280], ['ar', true, 360], ['ar', true, 1280], ['fr', false, 360]]) {
    const pages = new Map();
    for (const [name, path] of shots) {
      if (!pages.has(name)) pages.set(name, name === 'nobody' ? await newPage({ lang, dark, width }) : await signedIn(name, { lang, dark, width }));
      const page = pages.get(name);
      await page.context().addCookies([{ name: 'lang', value: lang, url }]);
      const answer = await page.goto(path);
      if (!answer.ok()) continue;
      const direction = await page.evaluate(() => document.documentElement.dir || 'ltr');
      assert.equal(direction, lang === 'ar' ? 'rtl' : 'ltr');
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth);
      assert.ok(wide <= width, `${path} in ${lang}: ${wide} px wide at ${width}`);
      await page.screenshot({ path: `${out}${path.slice(1).replace(/\W/g, '-') || 'landing'}-${name}-${width}-${lang}${dark ? '-dark' : ''}.png`, fullPage: true });
    }
    for (const page of pages.values()) await page.context().close();
  }
});
