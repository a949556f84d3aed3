// Who watches the house and hands it on: handovers, the administrator's desk, the auditor's search, mail; at phone width.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { close, day, fill, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

async function follow(page, words) {
  await page.locator('main a', { hasText: words }).first().click();
  await page.waitForLoadState('load');
}

test('a chief, an administrator, Petra and Hugo hand a post over without scripts', async () => {
  const [nadia, noor, petra, hugo] = await Promise.all(['Nadia', 'Noor', 'Petra', 'Hugo'].map(name => signedIn(name, { js: false, width: 360 })));
  await nadia.goto('/people?q=petra');
  await follow(nadia, 'Petra Lohm');
  await follow(nadia, 'Hand this post over');
  assert.equal(await send(nadia), 422, 'nothing is chosen yet');
  const hugos = await nadia.locator('select[name=successor] option', { hasText: 'Hugo Brand' }).getAttribute('value');
  await nadia.selectOption('select[name=successor]', hugos);
  await fill(nadia, { day: day(5), stated: 'yes' });
  assert.equal(await send(nadia), 200, await text(nadia));
  assert.match(await text(nadia), /Waits for an administrator/);
  const page = new URL(nadia.url()).pathname;

  await noor.goto('/admin');
  assert.match(await text(noor), /Handovers to confirm.*Hugo Brand/);
  await noor.goto(page);
  assert.ok(!/Requests waiting for us/.test(await text(noor)), 'an administrator sees no list');
  assert.equal(await send(noor, 'form[action$="/confirmation"]'), 200, await text(noor));

  await petra.goto('/home');
  await follow(petra, 'A post is handed over');
  assert.match(await text(petra), /Requests waiting for us/);
  assert.equal(await send(petra, 'form[action$="/signature"]'), 200, await text(petra));
  await hugo.goto(page);
  assert.match(await text(hugo), /from that hour on/);
  assert.equal(await send(hugo, 'form[action$="/signature"]'), 200, await text(hugo));
  assert.match(await text(hugo), /Signed by both/);
  for (const one of [nadia, noor, petra, hugo]) {
    assert.deepEqual(one.troubles, []);
    await one.context().close();
  }
});

test('an administrator sees how the house runs', async () => {
  const noor = await signedIn('Noor', { width: 360 });
  await noor.goto('/home');
  await follow(noor, 'The house');
  const words = await text(noor);
  for (const part of ['Posts that end within 30 days', 'Version of Postgres', 'Last backup', 'Let requests expire', 'events are in the chain']) assert.match(words, new RegExp(part), part);
  assert.deepEqual(noor.troubles, []);
});

test('an auditor finds events in plain words and takes them out', async () => {
  const miriam = await signedIn('Miriam', { js: false, width: 360 });
  await miriam.goto('/home');
  assert.match(await text(miriam), /Signed up to event/);
  await miriam.goto('/audit');
  await fill(miriam, { who: 'lindi', role: 'officer' });
  await send(miriam, 'form.filters');
  assert.match(await text(miriam), /Lindi Mako/);
  await follow(miriam, 'Take events out');
  const [file] = await Promise.all([miriam.waitForEvent('download'), miriam.locator('main form button').click()]);
  assert.match(file.suggestedFilename(), /^events-1-\d+\.jsonl$/);
  assert.deepEqual(miriam.troubles, []);
});

test('a partner chooses what comes by mail', async () => {
  const amara = await signedIn('Amara', { js: false, width: 360 });
  await amara.goto('/account');
  await follow(amara, 'Choose what comes by mail');
  assert.match(await text(amara), /sends no mail at the moment/);
  await amara.locator('input[name=kinds][value=request]').check();
  assert.equal(await send(amara), 200, await text(amara));
  assert.ok(await amara.locator('input[name=kinds][value=request]').isChecked());
  assert.deepEqual(amara.troubles, []);
});
