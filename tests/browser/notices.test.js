// Notices and search: a road report is written, checked by somebody else, published, read by anybody, and found by a mistyped word.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, fill, newPage, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

const inDays = n => new Date(Date.now() + n * 86400000).toISOString().slice(0, 10);

for (const js of [true, false]) {
  describe(js ? 'with scripts' : 'without scripts', () => {
    test('an officer writes a road report, another one clears it, and anybody reads it', async () => {
      const title = js ? 'Kolmata to Hedjuri' : 'Kolmata to Abrekhal';
      const nadia = await signedIn('Nadia', { js });
      await nadia.goto('/notices/new');
      await fill(nadia, { kind: 'road_status', title, body: 'Passable by day', valid_until: inDays(9) });
      await nadia.locator('#condition').selectOption('difficult');
      await nadia.locator('label', { hasText: 'Not confirmed' }).click();
      await nadia.locator('label', { hasText: 'Anybody' }).click();
      assert.equal(await send(nadia, 'main form.form'), 200, await text(nadia));
      const address = new URL(nadia.url()).pathname;
      await nadia.goto(`${address}/submission`);
      assert.equal(await send(nadia, 'main form.form'), 200, await text(nadia));
      const anders = await signedIn('Anders', { js });
      await anders.goto(address);
      assert.match(await text(anders), /Waits for its check/);
      await anders.goto(`${address}/clearance`);
      assert.equal(await send(anders, 'main form.form'), 200, await text(anders));
      await nadia.goto(`${address}/publication`);
      assert.equal(await send(nadia, 'main form.form'), 200, await text(nadia));
      const anybody = await newPage({ js, width: 360 });
      await anybody.goto('/notices/roads');
      assert.ok((await text(anybody)).includes(title));
      await anybody.goto(address);
      assert.match(await text(anybody), /Passable by day/);
      assert.deepEqual([...nadia.troubles, ...anders.troubles, ...anybody.troubles], []);
    });

    test('a word from the box in the header finds records, a mistyped one its list', async () => {
      const page = await signedIn('Ines', { js });
      await page.locator('#site-search').fill('flood');
      await page.locator('.site-search button').click();
      assert.match(page.url(), /\/search\?q=flood/);
      assert.match(await text(page), /Notices/);
      await page.goto('/search?q=curfw');
      assert.match(await text(page), /Curfew/);
      assert.deepEqual(page.troubles, []);
    });
  });
}

test('the new pages are clean to axe', async () => {
  const page = await signedIn('Ines');
  for (const address of ['/notices', '/notices/new', '/notices/roads', '/notices/contributions', '/search', '/search?q=water']) {
    await page.goto(address);
    assert.deepEqual(await axe(page), [], address);
  }
});
