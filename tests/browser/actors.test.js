// The directory from end to end: an NGO keeps its entry and looks at what others see, a coordinator merges and undoes, an officer takes a contact sheet along.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, day, fill, newPage, open, send, signIn, signedIn, text } from './support/browser.js';

before(open);
after(close);

// The page of an actor, found by its name in the directory.
async function find(page, name) {
  await page.goto(`/actors?q=${encodeURIComponent(name)}`);
  await page.locator('main th a', { hasText: name }).first().click();
  await page.waitForLoadState('load');
  return new URL(page.url()).pathname;
}

for (const js of [true, false]) {
  describe(js ? 'with scripts' : 'without scripts', () => {
    test('an NGO edits its entry, gives one number to one office, changes its posture and sees what each community sees', async () => {
      const [amara, petra] = await Promise.all(['Amara', 'Petra'].map(name => signedIn(name, { js })));
      const entry = await find(amara, 'Alderbrook Relief, Kolmata field office');
      await amara.goto(`${entry}/edit`);
      await fill(amara, { mandate: `Water and shelter in the north (${js ? 'with' : 'without'} scripts)`, clusters: ['WSH', 'SHL'], languages: 'English, Haru' });
      assert.equal(await send(amara, `form[action="${entry}/edit"]`), 200, await text(amara));
      assert.match(await text(amara), /Water and shelter in the north/);

      await amara.goto(`${entry}/contacts/new`);
      await fill(amara, { function: `Night line ${js ? 1 : 2}`, phone: `+999 20 555 070${js ? 1 : 2}` });
      assert.equal(await send(amara, `form[action="${entry}/contacts/new"]`), 200, await text(amara));
      const contact = new URL(amara.url()).pathname;
      await fill(amara, { other: 'Sector North CIMIC Office', purpose: 'To call at night', until: day(30) });
      assert.equal(await send(amara, `form[action="${contact}/consents"]`), 200, await text(amara));
      await petra.goto(entry);
      assert.match(await text(petra), new RegExp(`555 070${js ? 1 : 2}`));

      await amara.goto(`${entry}/posture`);
      assert.match(await text(amara), /does not exist/);
      await fill(amara, { posture: 'coexistence' });
      assert.equal(await send(amara, `form[action="${entry}/posture"]`), 200, await text(amara));
      assert.match(await text(amara), /What each community sees of you/);
      assert.equal((await petra.goto(entry)).status(), 404, 'for the military it does not exist');
      await amara.goto(`${entry}/posture`);
      await fill(amara, { posture: 'coordination' });
      assert.equal(await send(amara, `form[action="${entry}/posture"]`), 200);
      assert.equal((await petra.goto(entry)).status(), 200);
      for (const page of [amara, petra]) {
        assert.deepEqual(page.troubles, []);
        await page.context().close();
      }
    });

    test('a coordinator proposes a merge, another and the organisation itself agree, and it is taken apart again', async () => {
      const [ines, malik, karim] = await Promise.all(['Ines', 'Malik', 'Karim'].map(name => signedIn(name, { js })));
      const entry = await find(ines, 'Dessim Water Volunteer Group');
      await ines.goto('/actors/duplicates');
      assert.match(await text(ines), /Dessim Water Volunteer Group/);
      await ines.locator('tr', { hasText: 'Dessim Water Volunteer Group' }).locator('a', { hasText: 'Compare' }).click();
      await ines.waitForLoadState('load');
      if (!(await ines.locator('section.card').first().innerText()).includes('Group')) {
        await ines.locator('a', { hasText: 'The other way round' }).click();
        await ines.waitForLoadState('load');
      }
      assert.equal(await send(ines, 'form[action="/merges/new"]'), 200, await text(ines));
      const merge = new URL(ines.url()).pathname;
      for (const side of [malik, karim]) {
        await side.goto(merge);
        assert.equal(await send(side, `form[action="${merge}/agreement"]`), 200, await text(side));
      }
      await malik.goto(entry);
      assert.match(await text(malik), /Dessim Water Volunteers/);
      await ines.goto(merge);
      assert.match(await text(ines), /Merged/);
      assert.equal(await send(ines, `form[action="${merge}/undoing"]`), 200, await text(ines));
      await ines.goto(entry);
      assert.match(await text(ines), /Dessim Water Volunteer Group/);
      for (const page of [ines, malik, karim]) {
        assert.deepEqual(page.troubles, []);
        await page.context().close();
      }
    });

    test('an officer takes the contact sheet of a district along', async () => {
      const petra = await signedIn('Petra', { js });
      await petra.goto('/areas');
      await petra.locator('main a', { hasText: 'Kolmata' }).last().click();
      await petra.waitForLoadState('load');
      await petra.locator('a', { hasText: 'Contact sheet' }).click();
      await petra.waitForLoadState('load');
      const sheet = await text(petra);
      assert.match(sheet, /Contacts in Kolmata/);
      assert.match(sheet, /Access focal point/);
      assert.doesNotMatch(sheet, /Open Ward|Quiet Road/);
      await petra.emulateMedia({ media: 'print' });
      assert.ok(!(await petra.locator('.site-header').isVisible()), 'paper carries the sheet alone');
      assert.deepEqual(petra.troubles, []);
      await petra.context().close();
    });
  });
}

for (const [lang, dark, width] of [['en', false, 360], ['ar', true, 1280]]) {
  test(`the pages of the directory are accessible (${lang}, ${dark ? 'dark' : 'light'}, ${width})`, async () => {
    const page = await newPage({ lang, dark, width });
    const ines = await signIn(page, 'Ines');
    const entry = await find(ines, 'Alderbrook Relief International');
    for (const path of ['/actors', entry, `${entry}/network?hops=2`, `${entry}/relations`, '/actors/coherence', '/actors/duplicates']) {
      await ines.goto(path);
      assert.deepEqual(await axe(ines), [], path);
      const wide = await ines.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 1, `${path} is ${wide} px too wide`);
    }
    assert.deepEqual(ines.troubles, []);
    await ines.context().close();
  });
}
