// The first five minutes of every role: the desk says what waits, its numbers are those of the lists, its links lead somewhere,
// and the first thing that waits can be acted on.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, cast, close, open, signedIn, text } from './support/browser.js';

before(open);
after(close);

// Who, what the first glance says, and where the first waiting thing stands, if one waits in the demonstration.
const DESKS = {
  partner: ['Amara', /Waiting for us.*Waiting for others.*Coming up/, 'home-mine'],
  coordinator: ['Ines', /People who wait.*Waiting for us/, 'home-mine'],
  liaison: ['Dario', /Waiting for us/, 'home-mine'],
  officer: ['Petra', /Waiting for us.*Action points/, 'home-mine'],
  chief: ['Nadia', /Waiting for the offices below/, 'home-below'],
  section: ['Rosa', /Projects by state/, 'projects'],
  qip_manager: ['Keiko', /Projects waiting for me.*Projects by state.*Rounds that are open/, 'projects'],
  committee: ['Omar', /Rounds that are open/, 'rounds'],
  approver: ['Samuel', /Projects waiting for me/, 'projects'],
  finance: ['Greta', /Projects waiting for me/, 'projects'],
  leader: ['Leila', /At a first glance.*Are we answering/, null],
  admin: ['Noor', /The house/, null],
  auditor: ['Miriam', /Signed up to event/, null],
};

test('every role of the cast has its first five minutes here', () => {
  assert.deepEqual(Object.keys(DESKS).sort(), [...new Set(cast.map(one => one.role))].sort());
});

const counted = async (page, path) => {
  await page.goto(path);
  const words = await page.locator('main .count').innerText();
  return words.startsWith('One ') ? '1' : words.replace(/\D+/g, '');
};

for (const [role, [name, glance, box]] of Object.entries(DESKS)) {
  test(`${name}, ${role}: the desk tells what waits, and one click leads to it`, async () => {
    const page = await signedIn(name);
    await page.goto('/home');
    assert.match(await text(page), glance);
    assert.deepEqual(await axe(page), []);
    const links = await page.locator('main a').evaluateAll(all => all.map(one => one.getAttribute('href')));
    const tiles = await page.locator('#board ~ .tiles a').evaluateAll(all => all.map(one => [one.getAttribute('href'), one.querySelector('strong').textContent]));
    const waiting = (await page.locator('#home-mine .sight__count').allInnerTexts()).map(one => one.replace(/\D+/g, ''))[0];
    const first = box && await page.locator(`section[aria-labelledby="${box}"] li a`).first().getAttribute('href', { timeout: 2000 }).catch(() => null);
    if (box) assert.ok(first, `nothing waits for ${role} in ${box}: ${await text(page)}`);
    for (const link of new Set(links)) assert.equal((await page.request.get(link)).status(), 200, link);
    for (const [href, n] of tiles) assert.equal(await counted(page, href), n, href);
    if (Number(waiting) > 0) assert.equal(await counted(page, '/requests?turn=mine'), waiting);
    if (first) {
      await page.goto(first);
      assert.ok(await page.locator('main .acts a, main a.button, main form[method=post] button').count() > 0, `${first}: nothing can be done here`);
    }
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  });
}
