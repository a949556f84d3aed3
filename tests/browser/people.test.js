// How people come in, what they hold, and how it ends; with scripts and without.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { close, day, fill, newPage, oneTimeCode, open, person, send, signIn, signedIn, text } from './support/browser.js';

before(open);
after(close);

const WORDS = 'grain lorry at the ford';

// Follows the link with these words, and waits for its page.
async function follow(page, words) {
  await page.locator('main a', { hasText: words }).first().click();
  await page.waitForLoadState('load');
}

// An administrator makes the account somebody vouched for, the voucher is shown the link; its address.
async function handOver(voucher, admin, name) {
  await admin.goto('/applications');
  await follow(admin, name);
  assert.equal(await send(admin, 'form[action$="/account"]'), 200, await text(admin));
  assert.match(await text(admin), /You started this link/, 'the administrator never sees it');

  await voucher.goto('/applications');
  assert.match(await text(voucher), /Links for you to hand over/);
  await follow(voucher, name);
  const theirs = voucher.url();
  assert.equal(await send(voucher, 'form[action$="/link"]'), 200, await text(voucher));
  assert.match(await text(voucher), /shown this one time/);
  const link = await voucher.locator('.link-big').innerText();
  await voucher.goto(theirs);
  assert.match(await text(voucher), /was shown already/);
  assert.ok(!(await voucher.content()).includes(link), 'the link is shown once');
  return new URL(link).pathname;
}

// The person opens the link, chooses a passphrase and signs in with it.
async function comeIn(page, link, email) {
  await page.goto(link);
  await fill(page, { passphrase: 'short' });
  assert.equal(await send(page), 422);
  await fill(page, { passphrase: WORDS });
  assert.equal(await send(page), 200, await text(page));
  assert.match(await text(page), /Your passphrase is set/);
  await fill(page, { email, password: WORDS });
  assert.equal(await send(page, 'form:has([name=password])'), 200, await text(page));
  assert.match(page.url(), /\/home$/);
}

for (const js of [true, false]) {
  const how = js ? 'with' : 'without';
  describe(`${how} scripts`, () => {
    test('an administrator and a voucher bring a person in together', async () => {
      const [mara, ines, noor] = await Promise.all([newPage({ js, width: 360 }), signedIn('Ines', { js }), signedIn('Noor', { js })]);
      const [name, email] = [`Mara Lint ${how} scripts`, `mara.${how}.${Date.now()}@example.org`];
      await mara.goto('/sign-in');
      await follow(mara, 'Apply for an account');
      assert.equal(await send(mara), 422, 'an empty application comes back');
      await fill(mara, { name, email, organisation: 'Corvane Health', community: 'humanitarian', reason: 'Runs the clinics in Tolvane.' });
      assert.equal(await send(mara), 200);
      assert.match(await text(mara), /We have your application/);

      await ines.goto('/applications');
      await follow(ines, name);
      assert.equal(await ines.locator('form[action$="/account"]').count(), 0, 'whoever vouches makes no account');
      await fill(ines, { actor: 'label:Corvane Health', role: 'partner', until: day(200) });
      assert.equal(await send(ines, 'form[action$="/voucher"]'), 200, await text(ines));
      assert.match(await text(ines), /Waits for an administrator/);

      const link = await handOver(ines, noor, name);
      await comeIn(mara, link, email);
      await mara.goto('/account');
      assert.match(await text(mara), /Corvane Health/);
      assert.equal((await mara.goto(link)).status(), 404, 'a link works once');
      assert.deepEqual([...mara.troubles, ...ines.troubles, ...noor.troubles], []);
      for (const page of [mara, ines, noor]) await page.context().close();
    });

    test('a post ends, and its rights end on the next request', async () => {
      const [tarik, nadia, jonas] = await Promise.all([newPage({ js }), signedIn('Nadia', { js }), signedIn('Jonas', { js })]);
      const [name, email] = [`Tarik Moll ${how} scripts`, `tarik.${how}.${Date.now()}@example.org`];
      await nadia.goto('/applications/new');
      await fill(nadia, { name, email, actor: 'label:Caravan', role: 'liaison' });
      assert.equal(await send(nadia), 422, 'a military post needs its statement');
      await fill(nadia, { stated: true });
      assert.equal(await send(nadia), 200, await text(nadia));
      await comeIn(tarik, await handOver(nadia, jonas, name), email);
      assert.equal((await tarik.goto('/requests')).status(), 200);

      await nadia.goto('/people?q=' + encodeURIComponent(name));
      await follow(nadia, name);
      await nadia.locator('summary', { hasText: 'End this post' }).click();
      assert.equal(await send(nadia, 'form[action$="/ending"]'), 200, await text(nadia));
      assert.match(await text(nadia), /Rights end with it/);

      assert.equal((await tarik.goto('/requests')).status(), 403);
      assert.match(await text(tarik), /You hold no post/);
      assert.deepEqual([...tarik.troubles, ...nadia.troubles, ...jonas.troubles], []);
      for (const page of [tarik, nadia, jonas]) await page.context().close();
    });

    test('somebody with two posts switches, and acts in one at a time', async () => {
      const hugo = await signedIn('Hugo', { js });
      const choose = async words => {
        await hugo.locator('.account > summary').click();
        await Promise.all([hugo.waitForURL(/\/home$/), hugo.locator('.choose-post button', { hasText: words }).click()]);
        await hugo.waitForLoadState('load');
        return hugo.locator('.account__post').innerText();
      };
      assert.match(await choose('Sector Centre'), /Sector Centre/);
      assert.equal((await hugo.goto('/requests/new/on-behalf')).status(), 200, 'an officer enters for others');
      await hugo.goto('/account');
      assert.match(await choose('Heron'), /Heron Battalion/);
      assert.equal((await hugo.goto('/requests/new/on-behalf')).status(), 403, 'a liaison officer does not');
      await hugo.goto('/home');
      assert.match(await choose('Sector Centre'), /Sector Centre/);
      assert.equal((await hugo.goto('/requests/new/on-behalf')).status(), 200);
      assert.deepEqual(hugo.troubles, []);
      await hugo.context().close();
    });

    test('a second factor is set up, asked for, replaced by a recovery code, and taken away', async () => {
      const name = js ? 'Priya' : 'Tomas';
      const [{ email, password }, priya] = [person(name), await signedIn(name, { js })];
      await priya.goto('/account');
      await follow(priya, 'Set up or remove');
      assert.equal(await send(priya), 200);
      const secret = await priya.locator('.code-big').innerText();
      assert.ok(await priya.locator('.qr').isVisible(), 'a picture for the telephone');
      await fill(priya, { code: '000000' });
      assert.equal(await send(priya), 422);
      await fill(priya, { code: oneTimeCode(secret) });
      assert.equal(await send(priya), 200, await text(priya));
      const recovery = await priya.locator('.recovery-codes bdi').allInnerTexts();
      assert.equal(recovery.length, 10);

      const passes = async (field, value) => {
        const other = await newPage({ js, width: 360 });
        await other.goto('/sign-in');
        await fill(other, { email, password });
        await send(other, 'form:has([name=password])');
        assert.match(other.url(), /second-step/);
        await other.goto('/account');
        assert.match(other.url(), /second-step/, 'nothing opens before the second step');
        if (field === 'recovery') await other.locator('summary', { hasText: 'telephone' }).click();
        await fill(other, { [field]: value });
        const status = await send(other, 'form[action="/sign-in/second-step"]');
        const inside = status === 200 && !other.url().includes('sign-in');
        assert.deepEqual(other.troubles, []);
        await other.context().close();
        return inside;
      };
      // The code that set it up was spent then; the next one works, and so does each recovery code once.
      assert.equal(await passes('code', oneTimeCode(secret, 1)), true);
      assert.equal(await passes('recovery', recovery[0]), true);
      assert.equal(await passes('recovery', recovery[0]), false);

      await priya.goto('/account/second-factor');
      assert.match(await text(priya), /9 recovery codes are left/);
      await fill(priya, { code: recovery[1] });
      assert.equal(await send(priya, 'form[action$="/removal"]'), 200, await text(priya));
      await (await signIn(await newPage({ js }), name)).context().close();
      assert.deepEqual(priya.troubles, []);
      await priya.context().close();
    });
  });
}
