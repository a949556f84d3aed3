// The life of a forum before it meets: set up, answered, proposed to, seen by whom it may be; and one room that two people want.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, day, fill, newPage, open, send, signedIn, text, tick } from './support/browser.js';

before(open);
after(close);

const done = async pages => {
  for (const page of pages) {
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  }
};

for (const js of [true, false]) {
  describe(js ? 'with scripts' : 'without scripts', () => {
    const name = `Weekly of ${js ? 'March' : 'April'}`;

    test('Ines sets up a forum; an NGO answers and proposes; the liaison sees it; outsiders see what they may', async () => {
      const [ines, amara, dario, joram] = await Promise.all(['Ines', 'Amara', 'Dario', 'Joram'].map(who => signedIn(who, { js })));
      const visitor = await newPage({ js });
      await ines.goto('/forums/new');
      // Further ahead than the seven days in which the house's clock invites by itself.
      await fill(ines, {
        name, family: 'cmcoord', audience: 'parties', first_on: day(9), starts_clock: '10:00', minutes: '60', repeats: 'weekly',
        place: 'Long table', template: '15 Access\n20 Requests that wait', expected: 'Planned movements, without routes', is_announced: true,
      });
      await tick(ines, ['Alderbrook Relief, Kolmata field office', 'Kestrel Battalion']);
      assert.equal(await send(ines), 200, await text(ines));
      assert.match(await text(ines), new RegExp(`${name}.*Every \\w+day at 10:00`));
      assert.deepEqual(await axe(ines), []);

      // Its first meeting, to which she invites.
      await ines.locator('.queue a').first().click();
      await ines.waitForLoadState('load');
      const meeting = new URL(ines.url()).pathname;
      assert.equal(await send(ines, `form[action="${meeting}/invitations"]`), 200, await text(ines));
      assert.match(await text(ines), /Invitations are out/);

      await amara.goto('/home');
      assert.match(await text(amara), new RegExp(`${name}.*Answer wanted`));
      await amara.goto(meeting);
      assert.deepEqual(await axe(amara), []);
      await fill(amara, { answer: 'yes', note: 'Two of us' });
      assert.equal(await send(amara, `form[action="${meeting}/answer"]`), 200);
      await amara.locator('summary', { hasText: 'Propose an item' }).click();
      await fill(amara, { title: 'Waiting times at the gorge', minutes: '15' });
      assert.equal(await send(amara, `form[action="${meeting}/items"]`), 200, await text(amara));

      await ines.goto(meeting);
      assert.match(await text(ines), /1 yes/);
      assert.equal(await send(ines, 'form[action$="/place"]'), 200);
      await dario.goto(meeting);
      assert.match(await text(dario), /Waiting times at the gorge/);
      assert.equal((await joram.goto(meeting)).status(), 404);
      await joram.goto('/forums');
      assert.ok(!(await text(joram)).includes(name));
      await visitor.goto('/meetings/announced');
      const announced = await text(visitor);
      assert.ok(announced.includes(name) && !announced.includes('Long table') && !announced.includes('10:00'));
      assert.deepEqual(await axe(visitor), []);

      await ines.goto(`${meeting}/cancellation`);
      await fill(ines, { reason: 'A holiday' });
      assert.equal(await send(ines, `form[action="${meeting}/cancellation"]`), 200);
      await dario.goto(meeting);
      assert.match(await text(dario), /Cancelled.*A holiday/);
      await done([ines, amara, dario, joram, visitor]);
    });

    test('the military finds no trace of a humanitarian forum', async () => {
      const nadia = await signedIn('Nadia', { js });
      for (const path of ['/forums', '/meetings', '/meetings/calendar', '/meetings?when=past', '/home', '/meetings/announced']) {
        await nadia.goto(path);
        assert.doesNotMatch(await text(nadia), /Access and protection group/, path);
      }
      const amara = await signedIn('Amara', { js });
      await amara.goto('/forums');
      assert.match(await text(amara), /Access and protection group/);
      await done([nadia, amara]);
    });

    test('two people book the same room; one gets it, the other is told', async () => {
      const [amara, safi] = await Promise.all(['Amara', 'Safi'].map(who => signedIn(who, { js })));
      await amara.goto('/rooms');
      await amara.locator('a', { hasText: 'Long table' }).first().click();
      await amara.waitForLoadState('load');
      const room = new URL(amara.url()).pathname;
      await safi.goto(room);
      const when = { day: day(js ? 20 : 21), from: '12:00', until: '13:00' };
      await fill(amara, { ...when, purpose: 'Training' });
      await fill(safi, { ...when, from: '12:30', until: '13:30' });
      const answers = await Promise.all([amara, safi].map(page => send(page, `form[action="${room}/bookings"]`)));
      assert.deepEqual(answers.sort(), [200, 422]);
      const told = await Promise.all([text(amara), text(safi)]);
      assert.equal(told.filter(words => /taken at that time/.test(words)).length, 1);
      assert.deepEqual(await axe(amara), []);
      await done([amara, safi]);
    });

    test('a calendar has an address that answers, and is ended', async () => {
      const amara = await signedIn('Amara', { js });
      await amara.goto('/meetings/calendar');
      assert.deepEqual(await axe(amara), []);
      await amara.goto('/meetings/feeds');
      assert.equal(await send(amara, 'form[action="/meetings/feeds"]'), 200);
      const address = (await text(amara)).match(/https?:\/\/\S+\.ics/)[0];
      const body = await (await fetch(address)).text();
      assert.match(body, /^BEGIN:VCALENDAR\r\n/);
      await amara.goto('/meetings/feeds');
      assert.equal(await send(amara, 'form[action="/meetings/feeds/removal"]'), 200);
      assert.equal((await fetch(address)).status, 404);
      await done([amara]);
    });
  });
}
