// Places: the map is looked at and moved, a district opened; the coordinator passes on what an owner cannot see; desks are kept.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, fill, newPage, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

for (const js of [true, false]) {
  describe(js ? 'with scripts' : 'without scripts', () => {
    test('a measure is chosen on the map, and a district opened from its table', async () => {
      const page = await signedIn('Ines', { js });
      await page.goto('/map');
      await fill(page, { measure: 'people', cluster: 'WSH' });
      assert.equal(await send(page, 'main form.filters'), 200);
      assert.match(page.url(), /measure=people/);
      assert.match(await text(page), /How many people do they mean to reach\?/);
      assert.ok(await page.locator('.shaded svg a path').count() > 15, 'districts are drawn');
      assert.equal(await page.locator('.shaded__bar button').count(), js ? 3 : 0);
      await page.locator('tbody a', { hasText: 'Kolmata' }).first().click();
      assert.match(page.url(), /\/areas\/XZ0102$/);
      assert.match(await text(page), /Who is here/);
      assert.deepEqual(page.troubles, []);
    });

    test('the gap matrix takes a need that the coordinator enters', async () => {
      const page = await signedIn('Ines', { js });
      await page.goto('/gaps/XZ0305/needs');
      await page.locator('#need-HEA').fill(js ? '4100' : '4200');
      await fill(page, { source: 'Visit of the health cluster', as_of: '2026-10-01' });
      assert.equal(await send(page, 'main form.form'), 200, await text(page));
      assert.match(await text(page), js ? /4100 people/ : /4200 people/);
      assert.deepEqual(page.troubles, []);
    });

    test('the chief changes the hours of a desk, and anybody reads them', async () => {
      const page = await signedIn('Nadia', { js });
      await page.goto('/desks');
      await page.locator('article', { hasText: 'Sector South' }).locator('a[href$="/edit"]').click();
      const hours = js ? 'Sunday to Friday, 07:00–15:00' : 'Sunday to Friday, 07:30–15:30';
      await fill(page, { hours });
      assert.equal(await send(page, 'main form.form'), 200, await text(page));
      const anybody = await newPage({ js, width: 360 });
      await anybody.goto('/desks');
      assert.ok((await text(anybody)).includes(hours));
      assert.deepEqual([...page.troubles, ...anybody.troubles], []);
    });
  });
}

test('the map is made larger and moved with keys and buttons, never beyond its edge', async () => {
  const page = await signedIn('Nadia');
  await page.goto('/map');
  const box = async () => (await page.locator('.shaded svg').first().getAttribute('viewBox')).split(' ').map(Number);
  const whole = await box();
  await page.locator('[data-map]').focus();
  await page.keyboard.press('+');
  const near = await box();
  assert.ok(near[2] < whole[2], 'plus shows less, larger');
  await page.keyboard.press('ArrowRight');
  assert.ok((await box())[0] > near[0], 'the arrow moves the window');
  for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowRight');
  const [x, , width] = await box();
  assert.ok(x + width <= whole[0] + whole[2] + 0.1, 'it stops at the edge');
  await page.keyboard.press('0');
  assert.deepEqual(await box(), whole);
  await page.locator('.shaded__bar button').first().click();
  assert.ok((await box())[2] < whole[2], 'the button does the same');
  assert.deepEqual(page.troubles, []);
});

test('what the coordinator passes on about an overlap is read by the one it is for, and nobody else', async () => {
  const ines = await signedIn('Ines');
  await ines.goto('/overlaps');
  const link = ines.locator('a[href^="/overlaps/messages/new"]');
  if (await link.count() === 0) {
    assert.match(await text(ines), /There is none this month/);
    return;
  }
  const told = (await ines.locator('article', { has: link }).first().locator('p bdi').first().innerText()).trim();
  await link.first().click();
  await fill(ines, { sentence: 'Somebody else does the same near you. Call us before you begin.' });
  assert.equal(await send(ines, 'main form.form'), 200, await text(ines));
  assert.match(await text(ines), new RegExp(`To ${told.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
  const other = await signedIn('Amara');
  await other.goto('/overlaps');
  assert.doesNotMatch(await text(other), /Call us before you begin/);
});

for (const [lang, dark] of [['en', false], ['ar', true]]) {
  test(`maps, gaps, overlaps, desks and versions are accessible (${lang}${dark ? ', dark' : ''})`, async () => {
    const page = await signedIn('Ines', { lang, dark });
    for (const path of ['/map', '/map?measure=people', '/gaps', '/gaps/XZ0102/needs', '/overlaps', '/areas/XZ0102', '/areas/versions', '/responsibilities', '/desks']) {
      await page.goto(path);
      assert.deepEqual(await axe(page), [], path);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} is wider than the window`);
    }
  });
}
