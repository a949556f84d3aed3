// The whole life of a forum with five people: host, invited NGO, unit liaison, local authority, outsider; and a chair of another house.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, day, fill, open, send, signedIn, sql, text, tick } from './support/browser.js';

before(open);
after(close);

const members = ['Alderbrook Relief, Kolmata field office', 'Kestrel Battalion', 'District Commissioner, Jorrafin'];

// A forum of the host with a chair of another house, its meetings as the host finds them.
async function setUp(host) {
  await host.goto('/forums/new');
  // Further ahead than the seven days in which the house's clock invites by itself.
  await fill(host, {
    name: 'Ford forum', family: 'cimic', chair: 'label:OCHA, Zelmara', audience: 'parties', first_on: day(9), starts_clock: '10:00', minutes: '60', repeats: 'weekly',
    place: 'Ferry landing', template: '15 The ford\n10 Convoys', expected: 'What blocks the road',
  });
  await tick(host, members);
  assert.equal(await send(host), 200, await text(host));
  const forum = new URL(host.url()).pathname;
  const links = await host.locator('.queue a').evaluateAll(all => all.map(a => a.getAttribute('href')));
  return [forum, ...links.filter(to => to.startsWith('/meetings/') && !to.includes('?')).slice(0, 2)];
}

const named = meeting => `reference = '${meeting.split('/').pop().replace('-', '')}'`;
const begins = meeting => sql(`update meetings set state = 'invited', starts_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' where ${named(meeting)}`);

async function button(page, form) {
  assert.equal(await send(page, form), 200, await text(page));
}

describe('the whole life of a forum', () => {
  test('host, chair, NGO, liaison and authority from the invitation to the seal and the next meeting; an outsider learns nothing', async () => {
    const [petra, ines, amara, dario, yusra, safi] = await Promise.all(['Petra', 'Ines', 'Amara', 'Dario', 'Yusra', 'Safi'].map(who => signedIn(who)));
    const [forum, meeting, next] = await setUp(petra);

    // Before: they are asked, two answer, the third is reminded.
    await petra.goto(meeting);
    await button(petra, `form[action="${meeting}/invitations"]`);
    for (const [page, answer] of [[amara, 'yes'], [dario, 'maybe']]) {
      await page.goto(meeting);
      await fill(page, { answer });
      await button(page, `form[action="${meeting}/answer"]`);
    }
    await petra.goto(meeting);
    await button(petra, `form[action="${meeting}/reminder"]`);
    await yusra.goto('/home');
    assert.match(await text(yusra), /Ford forum/);

    // The host adds a paper, the NGO opens it.
    await petra.goto(`${meeting}/documents/new`);
    assert.deepEqual(await axe(petra), []);
    await petra.locator('input[type=file]').setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('The ford, in words.') });
    await fill(petra, { name: 'The ford' });
    await button(petra, 'main form');
    await amara.goto(meeting);
    const paper = await amara.getByRole('link', { name: 'The ford.txt' }).getAttribute('href');
    assert.equal(await (await amara.context().request.get(paper)).text(), 'The ford, in words.');

    // In the room.
    begins(meeting);
    await petra.goto(`${meeting}/attendance`);
    assert.deepEqual(await axe(petra), []);
    for (const name of members.slice(0, 2)) {
      await petra.getByRole('button', { name: new RegExp(`^Present ?: ${name}$`) }).click();
      await petra.waitForLoadState('load');
    }
    await fill(petra, { what: 'Elders of Upper Tolvane', people: '2' });
    await button(petra, `form[action="${meeting}/attendance/walk-ins"]`);
    assert.match(await text(petra), /Elders of Upper Tolvane \(2\)/);
    await petra.goto(meeting);
    await button(petra, `form[action="${meeting}/held"]`);

    // Host and chair write the same item at once; nothing is lost.
    await petra.goto(`${meeting}/minutes`);
    assert.deepEqual(await axe(petra), []);
    await petra.getByRole('link', { name: /^Write ?:/ }).first().click();
    await petra.waitForLoadState('load');
    const item = new URL(petra.url()).pathname;
    assert.deepEqual(await axe(petra), []);
    await ines.goto(item);
    await fill(ines, { summary: 'Lorries wait for hours.' });
    await button(ines, `form[action="${item}"]`);
    await fill(petra, { summary: 'The culvert at the ford is blocked.' });
    assert.equal(await send(petra, `form[action="${item}"]`), 409);
    assert.match(await text(petra), /Lorries wait for hours\./);
    assert.deepEqual(await axe(petra), []);
    await fill(petra, { summary: 'The culvert at the ford is blocked; lorries wait for hours.' });
    await button(petra, `form[action="${item}"]`);
    await petra.goto(item);
    await fill(petra, { said_by: 'label:Alderbrook Relief, Kolmata', words: 'We stop all lorries.' });
    await button(petra, `form[action="${item}/words"]`);
    await fill(petra, { decided_by: 'label:Sector North', decision: 'Sends an engineer on Monday.' });
    await button(petra, `form[action="${item}/decisions"]`);
    await petra.goto(`${meeting}/actions/new`);
    assert.deepEqual(await axe(petra), []);
    await fill(petra, { body: 'Clear the culvert at the ford', actor: 'label:Kestrel', due_on: day(9), priority: 'normal' });
    await button(petra, 'main form');
    await amara.goto(`${meeting}/minutes`);
    assert.doesNotMatch(await text(amara), /culvert at the ford is blocked/);
    await petra.goto(`${meeting}/minutes`);
    await button(petra, `form[action="${meeting}/circulation"]`);

    // Those who were there correct their own words; the authority was not, and reads.
    await amara.goto(`${meeting}/minutes`);
    await amara.locator('summary', { hasText: 'Correct what my organisation said' }).first().click();
    await amara.locator(`form[action="${item}/correction"] textarea`).fill('We stop lorries above ten tonnes.');
    await button(amara, `form[action="${item}/correction"]`);
    assert.match(await text(amara), /We stop all lorries\..*We stop lorries above ten tonnes\./);
    assert.deepEqual(await axe(amara), []);
    await yusra.goto(`${meeting}/minutes`);
    assert.match(await text(yusra), /The culvert at the ford is blocked/);
    assert.equal(await yusra.locator(`form[action="${item}/correction"]`).count(), 0);

    // The chair seals when the window has closed.
    sql(`update minutes set amend_until = now() - interval '1 minute' where meeting_id = (select id from meetings where ${named(meeting)})`);
    await ines.goto(`${meeting}/seal`);
    assert.deepEqual(await axe(ines), []);
    await button(ines, 'main form');
    await amara.goto(`${meeting}/minutes`);
    assert.match(await text(amara), /Sealed.*We stop lorries above ten tonnes\..*SHA-256/);
    assert.doesNotMatch(await text(amara), /We stop all lorries/);

    // What was promised comes over to the next meeting by itself.
    await dario.goto('/actions?who=mine');
    await dario.getByRole('link', { name: 'Clear the culvert at the ford' }).click();
    await dario.waitForLoadState('load');
    const action = new URL(dario.url()).pathname;
    await dario.goto(`${action}/acceptance`);
    await button(dario, 'main form');
    assert.deepEqual(await axe(dario), []);
    sql(`update actions set created_at = now() - interval '3 days' where id = '${action.split('/').pop()}'`);
    begins(next);
    await petra.goto(next);
    await button(petra, `form[action="${next}/held"]`);
    await dario.goto(next);
    assert.match(await text(dario), /Carried over from earlier meetings.*Clear the culvert at the ford.*Accepted.*Carried over once/);
    assert.deepEqual(await axe(dario), []);
    await dario.goto('/reports');
    assert.match(await text(dario), /Owed by my office/);

    // The outsider learns nothing.
    for (const path of [forum, meeting, `${meeting}/minutes`, next, action, paper]) assert.equal((await safi.goto(path)).status(), 404, path);
    for (const path of ['/home', '/forums', '/meetings', '/meetings?when=past', '/meetings/calendar', '/actions']) {
      await safi.goto(path);
      assert.doesNotMatch(await text(safi), /Ford forum|Clear the culvert at the ford/, path);
    }
    for (const page of [petra, ines, amara, dario, yusra, safi]) {
      assert.deepEqual(page.troubles, []);
      await page.context().close();
    }
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
