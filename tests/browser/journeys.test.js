// What people come for, from end to end, with scripts and without.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, close, codes, day, fill, newPage, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

const ESCORT = {
  kind: 'armed_escort', need: 'Seed must reach the highland co-operatives before the rains.', priority: 'urgent', risk: 'medium', harm: 'unsure', harm_why: 'Being seen with soldiers.',
  needed_from: day(20), needed_until: day(24), from_area: 'label:Kolmata', to_area: 'label:Sirenu', door: 'coordinator',
};
const SHEET = ['need_and_criticality', 'responsible_authorities', 'safety_and_security', 'sustainability', 'civilian_convoy_leader', 'no_military_cargo', 'no_passengers_in_cargo_convoy', 'post_movement_report'];
const PRINCIPLES = ['decided_by_humanitarian', 'last_resort', 'civilian_control', 'code_of_conduct', 'no_direct_delivery', 'international_character'];

// Fills the form in, looks at the check, sends; the path of the request.
async function ask(page, fields) {
  await page.goto('/ask');
  await fill(page, fields);
  return checkAndSend(page);
}

// Looks at who will read it, then sends; the path of the request.
async function checkAndSend(page) {
  assert.equal(await send(page, 'main form', '[name=step][value=check]'), 200, await text(page));
  assert.match(await text(page), /Nothing is sent yet|Rien n’est encore envoyé/);
  assert.equal(await send(page, 'main form', '[name=step][value=send]'), 200, await text(page));
  assert.match(page.url(), /\/receipt$/, await text(page));
  return new URL(page.url()).pathname.replace('/receipt', '');
}

for (const js of [true, false]) {
  describe(js ? 'with scripts' : 'without scripts', () => {
    test('a visitor asks on one page, keeps reference and code, comes back, and withdraws', async () => {
      const page = await newPage({ js, width: 360 });
      await page.goto('/');
      await page.locator('a[href="/ask"]').first().click();
      const request = await ask(page, {
        community: 'host', organisation: 'School board of Three Wells', name: 'Marta Ilven', phone: '+999 20 555 0777', kind: 'engineering',
        need: 'The bridge to the school is gone.', priority: 'urgent', risk: 'unknown', harm: 'no', door: 'civil_affairs',
        from_area: 'label:Kolmata', needed_from: day(20), needed_until: day(25),
      });
      const receipt = await text(page);
      const [code] = receipt.match(/\d{4}-\d{4}-\d{4}-\d{4}/) ?? [];
      assert.ok(code, `a code on ${receipt}`);
      assert.match(receipt, /Who can see this/);

      const later = await newPage({ js, width: 360 });
      await later.goto('/track');
      await fill(later, { reference: request.split('/').pop(), code });
      assert.equal(await send(later, 'main form'), 200, await text(later));
      assert.match(await text(later), /The bridge to the school is gone/);
      await act(later, request, 'withdrawal', {});
      await later.goto(request);
      assert.match(await text(later), /Withdrawn/);
      assert.deepEqual([...page.troubles, ...later.troubles], []);
    });

    test('an escort travels from an NGO to a battalion and back', async () => {
      const [amara, ines, petra, nadia, dario] = await Promise.all(['Amara', 'Ines', 'Petra', 'Nadia', 'Dario'].map(name => signedIn(name, { js })));
      const request = await ask(amara, { ...ESCORT, need: `${ESCORT.need} (${js ? 'with' : 'without'} scripts)` });
      assert.equal((await petra.goto(request)).status(), 404, 'the military does not see it');

      await act(ines, request, 'question', { reason: 'How many drivers come with you?' });
      await act(amara, request, 'answer', { reason: 'Two, each with an assistant.' });
      const sheet = Object.fromEntries(SHEET.flatMap(point => [[point, 'met'], [`${point}_evidence`, 'Access report of this week.']]));
      await act(ines, request, 'screening', { complete: 'yes', no_duplicate: 'yes', assistance: 'direct', alternatives: 'By river: too low\nWaiting a month: the rains\nTalks: refused', ...sheet });
      await act(ines, request, 'endorsement', { mitigation: 'White vehicles keep a kilometre away.', reason: 'Critical, last resort.', desk: 'label:Sector North CIMIC Office' });
      await act(petra, request, 'advice', { assets: 'Four vehicles', effect: 'Arrives by noon', risk: 'The bridge at the ford' });
      await act(nadia, request, 'offer', { provider: 'label:Kestrel Battalion', assets: 'Four vehicles', conditions: 'Daylight only', decided_by: 'Force HQ operations', valid_until: day(15) });

      await amara.goto(request);
      const offer = await amara.locator('a[href*="/offers/"][href$="/acceptance"]').first().getAttribute('href');
      await act(amara, request, offer.replace(`${request}/`, ''), { fields: ['f1', 'f2'] });
      await act(amara, request, 'acceptance');
      await act(petra, request, 'tasking', { unit: 'label:Kestrel Battalion', order_reference: 'FRAGO 12', brief: 'Meet at the depot gate.', fears: 'Being seen with soldiers in town.' });
      await dario.goto(request);
      assert.match(await text(dario), /Meet at the depot gate/);
      await act(dario, request, 'start');
      await act(dario, request, 'report', { started: 'Monday 06:00', ended: 'Monday 11:40', quantity: 'Two lorries, 18 t', incidents: 'None' });
      await act(amara, request, 'confirmation', { received: 'all', met_need: '5', perception: 'Calm' });
      await act(ines, request, 'closure');
      await amara.goto(request);
      assert.match(await text(amara), /Closed/);
      for (const page of [amara, ines, petra, nadia, dario]) {
        assert.deepEqual(page.troubles, []);
        await page.context().close();
      }
    });

    test('an officer enters what a village committee without an account asks for', async () => {
      const petra = await signedIn('Petra', { js });
      await petra.goto('/requests/new/on-behalf');
      await fill(petra, {
        new_body: `Elders of the ferry landing ${js ? 'east' : 'west'}`, channel: 'walk_in', heard_from: 'Elder Sabo', heard_how: 'in_person', heard_on: day(0),
        kind: 'engineering', need: 'The culvert by the market is washed out.', priority: 'routine', risk: 'low', harm: 'no', name: 'Elder Sabo', phone: '+999 20 555 0888',
        from_area: 'label:Kolmata', needed_from: day(20), needed_until: day(40), door: 'cimic',
      });
      await checkAndSend(petra);
      assert.match(await text(petra), /\d{4}-\d{4}-\d{4}-\d{4}/);
      await petra.context().close();
    });

    test('a village gets support for its community, disputes what came, and both statements settle it', async () => {
      const [joram, petra, rosa, nadia, dario] = await Promise.all(['Joram', 'Petra', 'Rosa', 'Nadia', 'Dario'].map(name => signedIn(name, { js })));
      const request = await ask(joram, {
        kind: 'community_support', need: `The clinic of Mill Ford needs its roof back before the rains (${js ? 'with' : 'without'} scripts).`, priority: 'routine', risk: 'low', harm: 'no',
        needed_from: day(30), needed_until: day(60), from_area: 'label:Kolmata', door: 'cimic',
        duplication: 'Asked the district; nobody else builds here.', authority: 'The district commissioner agreed.', upkeep: 'The committee keeps it.',
      });
      await act(petra, request, 'screening', { complete: 'yes', no_duplicate: 'yes', assistance: 'indirect' });
      await petra.goto(request);
      assert.match(await text(petra), /waits for the endorsement/);
      await petra.goto(`${request}/endorsement`);
      assert.match(await text(petra), /endorse/i, 'the force does not endorse what it does');
      await act(rosa, request, 'endorsement', { reason: 'The elders announce it.' });
      await act(petra, request, 'advice', { assets: 'One carpenter section', effect: 'A dry clinic', risk: 'Rain on the ford road' });
      await act(nadia, request, 'offer', { provider: 'label:Kestrel Battalion', assets: 'Eight soldiers, timber', decided_by: 'Force HQ operations', valid_until: day(15) });
      await joram.goto(request);
      const offer = await joram.locator('a[href*="/offers/"][href$="/acceptance"]').first().getAttribute('href');
      await act(joram, request, offer.replace(`${request}/`, ''));
      await act(joram, request, 'acceptance');
      await act(petra, request, 'tasking', { unit: 'label:Kestrel Battalion', order_reference: 'FRAGO 21', brief: 'Roof of the clinic.' });
      await act(dario, request, 'start');
      await act(dario, request, 'report', { started: 'Monday', ended: 'Tuesday', quantity: 'One roof' });

      await act(joram, request, 'dispute', { reason: 'Half of the sheets are missing.' });
      await act(petra, request, 'settlement', { asked_says: 'Half a roof.', answered_says: 'The second lorry turned back.', outcome: 'tasked' });
      await act(dario, request, 'start');
      await act(dario, request, 'report', { started: 'Friday', ended: 'Friday', quantity: 'The other half' });
      await act(joram, request, 'dispute', { reason: 'Two sheets are still loose.' });
      await act(petra, request, 'settlement', { asked_says: 'Two loose sheets; the committee fixes them.', answered_says: 'Nails were left for them.', outcome: 'closed' });
      await joram.goto(request);
      assert.match(await text(joram), /Closed/);
      assert.match(await text(joram), /The second lorry turned back\..*Half a roof\./, 'both statements stand in the history');
      for (const page of [joram, petra, rosa, nadia, dario]) {
        assert.deepEqual(page.troubles, []);
        await page.context().close();
      }
    });

    test('an organisation that keeps its distance reaches the force through the relay, without its name', async () => {
      const [elodie, ines, petra, nadia] = await Promise.all(['Elodie', 'Ines', 'Petra', 'Nadia'].map(name => signedIn(name, { js })));
      const request = await ask(elodie, {
        kind: 'transport_water', need: `Surgeons wait for a boat to Jorrafin (${js ? 'with' : 'without'} scripts).`, priority: 'urgent', risk: 'low', harm: 'no',
        needed_from: day(20), needed_until: day(24), from_area: 'label:Kolmata', door: 'coordinator',
      });
      const sheet = Object.fromEntries(PRINCIPLES.flatMap(point => [[point, 'met'], [`${point}_evidence`, 'Access report of this week.']]));
      await act(ines, request, 'screening', { complete: 'yes', no_duplicate: 'yes', assistance: 'indirect', ...sheet });
      await ines.goto(request);
      if (/waits for the endorsement/.test(await text(ines))) await act(ines, request, 'endorsement', { reason: 'Critical, last resort.' });
      assert.equal((await ines.goto(`${request}/passing-on`)).status(), 403, 'only the relay carries it');
      const words = `Six seats on a boat for a clinic (${js ? 'with' : 'without'} scripts)`;
      await act(ines, request, 'relay', { need: words, desk: 'label:Sector North CIMIC Office' });
      await ines.goto(request);
      const relay = await ines.locator('.callout a[href^="/requests/"]').first().getAttribute('href');
      assert.notEqual(relay, request);

      assert.equal((await petra.goto(request)).status(), 404, 'the original does not exist for the force');
      assert.equal((await petra.goto(relay)).status(), 200);
      assert.match(await text(petra), new RegExp(words.replace(/[()]/g, '.')));
      assert.doesNotMatch(await petra.content(), /Open Ward|Surgeons wait/);
      assert.equal((await elodie.goto(relay)).status(), 404, 'nor does the relay for the organisation');

      await act(nadia, relay, 'decline', { code: 'no_capacity', reason: 'No boat is free this month.' });
      await elodie.goto(request);
      assert.ok(await elodie.locator('.title-row .tag--declined').count(), 'the original ends as its relay ends');
      for (const page of [elodie, ines, petra, nadia]) {
        assert.deepEqual(page.troubles, []);
        await page.context().close();
      }
    });

    test('a request goes on in another channel only when its owner agrees', async () => {
      const [amara, ines] = await Promise.all(['Amara', 'Ines'].map(name => signedIn(name, { js })));
      const request = await ask(amara, { ...ESCORT, kind: 'route_assessment', need: `Is the ford road open to lorries? (${js ? 'with' : 'without'} scripts)` });
      await act(ines, request, 'referral', { channel: 'planning', reason: 'They may know the road.' });
      assert.equal((await amara.goto(`${request}/answer`)).status(), 409, 'a referral is agreed to or refused, not answered');
      await act(amara, request, 'referral-refusal', { reason: 'We need an engineer to look.' });
      await amara.goto(request);
      assert.match(await text(amara), /Submitted/);
      await act(ines, request, 'referral', { channel: 'dss', contact: 'The duty room', reason: 'A clearance that is theirs to give.' });
      await act(amara, request, 'referral-agreement');
      await amara.goto(request);
      assert.match(await text(amara), /Referred.*goes on in another channel/);
      for (const page of [amara, ines]) {
        assert.deepEqual(page.troubles, []);
        await page.context().close();
      }
    });

    test('the languages change by a button, and the page turns round', async () => {
      const page = await newPage({ js });
      await page.goto('/sign-in');
      await page.locator('button[name=lang][value=ar], button[value=ar]').first().click();
      await page.waitForLoadState('load');
      assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
      await page.context().close();
    });
  });
}

test('whoever got reference and code on paper reads the request again', async t => {
  if (!codes.length) return t.skip('the house was not started here');
  const page = await newPage({ js: false });
  await page.goto('/track');
  await fill(page, codes[0]);
  assert.equal(await send(page, 'main form'), 200);
  assert.match(page.url(), new RegExp(codes[0].reference));
});

test('after signing out, Back shows nothing that was private', async () => {
  const page = await signedIn('Ines');
  await page.goto('/requests');
  await page.goto('/account');
  await page.evaluate(() => document.querySelector('form[action="/sign-out"]').requestSubmit());
  await page.waitForURL(to => !to.pathname.startsWith('/account'));
  await page.goBack();
  await page.waitForLoadState('load');
  await page.waitForURL(/sign-in|\/$/);
  await page.context().close();
});

test('a form sent twice makes one request', async () => {
  const page = await signedIn('Amara', { js: false });
  await page.goto('/ask');
  await fill(page, { ...ESCORT, need: 'Sent twice by an impatient thumb.' });
  await send(page, 'main form', '[name=step][value=check]');
  const form = await page.$eval('form[action="/ask"]', form => new URLSearchParams([...new FormData(form)].concat([['step', 'send']])).toString());
  const post = () => page.request.post('/ask', { data: form, headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 });
  const [one, other] = [await post(), await post()];
  assert.equal(one.status(), 303);
  assert.equal(one.headers().location, other.headers().location);
  await page.context().close();
});

test('a form from another site is refused with a page that says so', async () => {
  const page = await signedIn('Amara');
  const evil = await page.context().newPage();
  await evil.goto(`data:text/html,<form method=post action="${process.env.CIMIC_URL}/sign-out"><button>x</button></form>`);
  const [answer] = await Promise.all([evil.waitForResponse(found => found.url().endsWith('/sign-out')), evil.click('button').catch(() => {})]);
  assert.equal(answer.status(), 403);
  await page.goto('/account');
  assert.match(page.url(), /account/);
  await page.context().close();
});

test('a session ends, what was typed waits behind the sign-in', async () => {
  const page = await signedIn('Amara', { js: false });
  await page.goto('/ask');
  await fill(page, { ...ESCORT, need: 'Typed before the session ended.' });
  await page.context().request.post('/sign-out', { headers: { 'sec-fetch-site': 'same-origin' }, maxRedirects: 0 });
  const kept = await page.context().cookies();
  assert.ok(!kept.some(cookie => cookie.name === 'sid'), 'signing out clears the cookie');
  await page.context().close();
});

