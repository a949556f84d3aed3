// A leader's first five minutes; a chief's objective and proposal; an officer's board and situation report.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { axe, close, fill, open, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

test('a leader comes from the desk to each question and reads where requests are stuck', async () => {
  const viktor = await signedIn('Viktor');
  await viktor.goto('/home');
  await viktor.getByRole('link', { name: /Are we answering/ }).first().click();
  assert.match(await text(viktor), /At a first glance/);
  assert.match(await text(viktor), /wait for|No request of an authority/);
  await viktor.goto('/dashboards');
  assert.deepEqual(await axe(viktor), []);
  for (const question of ['answering', 'where', 'coherent', 'meetings', 'money', 'voluntary']) {
    const page = await viktor.goto(`/dashboards/${question}`);
    assert.equal(page.status(), 200, question);
    assert.deepEqual(await axe(viktor), [], question);
    assert.ok(await viktor.locator('main table').count() > 0 || /Too few|Fewer than three/.test(await text(viktor)), question);
  }
});

test('a chief keeps an objective and proposes another situation, and a coordinator answers', async () => {
  const [nadia, ines] = await Promise.all([signedIn('Nadia'), signedIn('Ines')]);
  await nadia.goto('/objectives/new');
  await fill(nadia, { level: 'cimic_line', code: `T-${Date.now() % 100000}`, title: 'Bridges stand in the rains', starts_on: '2026-01-01' });
  assert.equal(await send(nadia), 200, await text(nadia));
  const objective = new URL(nadia.url()).pathname;
  assert.deepEqual(await axe(nadia), []);
  await nadia.getByRole('button', { name: 'Make active' }).click();
  assert.match(await text(nadia), /Active/);
  assert.equal((await ines.goto(objective)).status(), 200);
  await ines.goto('/situation');
  assert.deepEqual(await axe(ines), []);
});

test('an officer looks at the board and files a situation report that the house drafted', async () => {
  const petra = await signedIn('Petra');
  await petra.goto('/board');
  assert.deepEqual(await axe(petra), []);
  await petra.goto('/sitreps');
  await petra.getByText('Draft a report').click();
  await petra.getByRole('button', { name: 'Draft it' }).click();
  assert.match(await text(petra), /Here is what the house found/);
  assert.deepEqual(await axe(petra), []);
  await petra.locator('#summary').fill('A quiet week.');
  assert.equal(await send(petra), 200, await text(petra));
  assert.match(await text(petra), /A quiet week/);
});
