// A list of who does what where, from a messy file to the register and back, with scripts and without.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { axe, close, fill, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

const file = (name, body) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(body) });
const check = (page, name, body) => page.setInputFiles('#file', file(name, body)).then(() => send(page, 'form[enctype]'));

for (const js of [true, false]) {
  describe(js ? 'with scripts' : 'without scripts', () => {
    const run = js ? 'with' : 'without';
    // The column of places goes by a name that nobody knows, one organisation has a typing mistake.
    const messy = `A draft (${run})\n\nAgency name;Where exactly ${run};Sector;Month;What\n`
      + `Tesselaid;Kolmata;WASH;March;Pumps ${run}\nTesse1aid ${run};Kolmata;Health;March;Clinic ${run}\nTesselaid;Sirenu;Shelter;April;Roofs ${run}\n`;

    test('Ines brings a messy file in, corrects a column and a name, writes it, takes it out and brings it back', async () => {
      const page = await signedIn('Ines', { js });
      await page.goto('/activities');
      await page.locator('a[href="/activities/imports"]').first().click();
      assert.equal(await check(page, `draft ${run}.csv`, messy), 200, await text(page));
      assert.match(page.url(), /\/columns$/, 'the column of places must be named');
      await page.locator(`tr:has(th bdi:text-is("Where exactly ${run}")) select`).selectOption('district');
      await page.locator('tr:has(th bdi:text-is("What")) select').selectOption('what');
      await fill(page, { year: '2026' });
      assert.deepEqual(await axe(page), []);
      assert.equal(await send(page), 200, await text(page));
      assert.match(await text(page), /the nearest is Tesselaid/);
      assert.deepEqual(await axe(page), []);

      await page.locator('fieldset', { hasText: `Tesse1aid ${run}` }).locator('select').selectOption({ label: 'Tesselaid' });
      assert.equal(await send(page, 'form[action$="/words"]'), 200, await text(page));
      assert.match(await text(page), /Write 3 activities/);
      assert.equal(await send(page, 'form[action$="/application"]'), 200, await text(page));
      assert.match(await text(page), /3 activities were written/);

      await page.goto(`/activities?from=2026-03-01&until=2026-04-30`);
      assert.match(await text(page), new RegExp(`Clinic ${run}`));
      assert.equal(await send(page, 'form[action="/activities/exports"]'), 200, await text(page));
      assert.match(await text(page), /The link works until/);
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[href$="/file"]').click()]);
      const taken = readFileSync(await download.path(), 'utf8');
      assert.match(taken, /Ines/);
      assert.match(taken, new RegExp(`Roofs ${run}`));

      await page.goto('/activities/imports');
      assert.equal(await check(page, `taken out ${run}.csv`, taken), 200, await text(page));
      const said = await text(page);
      assert.match(said, /unchanged \d+/);
      assert.doesNotMatch(said, /Write \d+ activit|changed [1-9]\d* unchanged|Write one activity/);
      assert.deepEqual(page.troubles, []);
    });

    test('Amara confirms her own with one click, and the military sees none of it', async () => {
      const [amara, petra] = await Promise.all(['Amara', 'Petra'].map(name => signedIn(name, { js, width: 360 })));
      await amara.goto('/activities/new');
      await fill(amara, { status: 'ongoing', area: 'label:Kolmata', cluster: 'WSH', what: `A spring box ${run}`, starts_on: '2026-11-01' });
      assert.equal(await send(amara), 200, await text(amara));
      const here = new URL(amara.url()).pathname;
      assert.equal(await send(amara, 'form[action$="/confirmation"]'), 200, await text(amara));
      assert.match(await text(amara), /Confirmed as of today|Who can see this/);
      assert.deepEqual(await axe(amara), []);
      assert.equal((await petra.goto(here)).status(), 404);
      await petra.goto('/activities');
      assert.doesNotMatch(await text(petra), new RegExp(`A spring box ${run}`));
      assert.deepEqual([...amara.troubles, ...petra.troubles], []);
    });
  });
}
