// The whole life of a meeting with five people: host, invited NGO, unit liaison, local authority, outsider.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, day, fill, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

// The newest meeting of Kolmata coordination that was held and has no minutes yet, as its host finds it.
async function lastHeld(page) {
  await page.goto('/forums');
  await page.getByRole('link', { name: 'Kolmata coordination' }).first().click();
  await page.waitForLoadState('load');
  const held = page.locator('.queue a, table.cards a').filter({ hasText: /./ });
  const all = await held.evaluateAll(links => links.map(a => a.getAttribute('href')).filter(to => to.startsWith('/meetings/') && !to.includes('?')));
  for (const path of all) {
    await page.goto(`${path}/minutes`);
    if (/To be written/.test(await text(page))) return path;
  }
  throw new Error(`no meeting to write up among ${all}`);
}

describe('the whole life of a meeting, after it began', () => {
  test('five people mark, write, circulate, correct and promise; the outsider learns nothing', async () => {
    const [petra, amara, dario, yusra, safi] = await Promise.all(['Petra', 'Amara', 'Dario', 'Yusra', 'Safi'].map(who => signedIn(who)));
    const meeting = await lastHeld(petra);
    await petra.goto(`${meeting}/attendance`);
    assert.deepEqual(await axe(petra), []);
    for (const name of ['Alderbrook Relief, Kolmata field office', 'Kestrel Battalion']) {
      await petra.getByRole('button', { name: new RegExp(`^Present ?: ${name}$`) }).click();
      await petra.waitForLoadState('load');
    }
    await fill(petra, { what: 'Elders of Upper Tolvane', people: '2' });
    assert.equal(await send(petra, `form[action="${meeting}/attendance/walk-ins"]`), 200, await text(petra));
    assert.match(await text(petra), /Elders of Upper Tolvane \(2\)/);

    await petra.goto(`${meeting}/minutes`);
    assert.deepEqual(await axe(petra), []);
    await petra.getByRole('link', { name: /^Write ?:/ }).first().click();
    await petra.waitForLoadState('load');
    const item = new URL(petra.url()).pathname;
    assert.deepEqual(await axe(petra), []);
    await fill(petra, { summary: 'The culvert at the ford is blocked; lorries wait for hours.' });
    assert.equal(await send(petra, `form[action="${item}"]`), 200, await text(petra));
    await petra.goto(item);
    await fill(petra, { said_by: 'label:Alderbrook Relief, Kolmata', words: 'We stop all lorries.' });
    assert.equal(await send(petra, `form[action="${item}/words"]`), 200, await text(petra));
    await fill(petra, { decided_by: 'label:Sector North', decision: 'Sends an engineer on Monday.' });
    assert.equal(await send(petra, `form[action="${item}/decisions"]`), 200, await text(petra));
    await petra.goto(`${meeting}/actions/new`);
    assert.deepEqual(await axe(petra), []);
    await fill(petra, { body: 'Clear the culvert at the ford', actor: 'label:Kestrel', due_on: day(9), priority: 'normal' });
    assert.equal(await send(petra), 200, await text(petra));

    await amara.goto(`${meeting}/minutes`);
    assert.doesNotMatch(await text(amara), /culvert at the ford is blocked/);
    await petra.goto(`${meeting}/minutes`);
    assert.equal(await send(petra, `form[action="${meeting}/circulation"]`), 200, await text(petra));

    await amara.goto(`${meeting}/minutes`);
    assert.match(await text(amara), /The culvert at the ford is blocked/);
    await amara.locator('summary', { hasText: 'Correct what my organisation said' }).first().click();
    await amara.locator(`form[action="${item}/correction"] textarea`).fill('We stop lorries above ten tonnes.');
    assert.equal(await send(amara, `form[action="${item}/correction"]`), 200, await text(amara));
    assert.match(await text(amara), /We stop all lorries\..*We stop lorries above ten tonnes\./);
    assert.deepEqual(await axe(amara), []);

    await dario.goto('/actions?who=mine');
    await dario.getByRole('link', { name: 'Clear the culvert at the ford' }).click();
    await dario.waitForLoadState('load');
    const action = new URL(dario.url()).pathname;
    await dario.goto(`${action}/acceptance`);
    assert.equal(await send(dario), 200, await text(dario));
    assert.match(await text(dario), /Accepted/);
    assert.deepEqual(await axe(dario), []);
    await dario.goto('/reports');
    assert.match(await text(dario), /Owed by my office/);
    assert.deepEqual(await axe(dario), []);

    // The authority was invited and did not come: it reads, and corrects nothing.
    await yusra.goto(`${meeting}/minutes`);
    assert.equal((await safi.goto(`${meeting}/minutes`)).status(), 404);
    assert.equal((await safi.goto(action)).status(), 404);
    await safi.goto('/actions');
    assert.doesNotMatch(await text(safi), /Clear the culvert at the ford/);
    for (const page of [petra, amara, dario, yusra, safi]) assert.deepEqual(page.troubles, []);
  });

  test('a visit is logged on a telephone without script', async () => {
    const page = await signedIn('Petra', { js: false, width: 360 });
    await page.goto('/visits/new');
    await fill(page, { visited: 'label:Mill Ford', area: 'label:Kolmata', topics: ['needs'], ours: 'Ask the engineers for a date', ours_by: day(7) });
    assert.equal(await send(page), 200, await text(page));
    assert.match(await text(page), /Ask the engineers for a date/);
    await page.goto('/visits');
    assert.deepEqual(page.troubles, []);
  });
});
