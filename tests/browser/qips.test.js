// A project lives its whole life: the village proposes it, Civil Affairs writes it, a committee votes, three people pay, a visitor reads what is finished.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { act, axe, close, day, fill, newPage, open, person, send, signedIn, text } from './support/browser.js';

before(open);
after(close);

const WORDS = 'Told at a meeting of the village, with the women’s group in a meeting of its own.';
const all = names => Object.fromEntries(names.map(name => [name, WORDS]));

// A picture of one point.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

async function section(page, project, name, fields) {
  await act(page, project, `sections/${name}`, fields);
}

// The address of the next step of an instalment that this page offers.
async function next(page, project, noun) {
  await page.goto(project);
  const to = await page.locator(`a[href*="/instalments/"][href$="/${noun}"]`).first().getAttribute('href');
  return to.replace(`${project}/`, '');
}

async function pay(project, { keiko, greta, samuel }) {
  await act(keiko, project, await next(keiko, project, 'request'));
  await act(greta, project, await next(greta, project, 'certification'), { voucher: 'F-17' });
  await act(samuel, project, await next(samuel, project, 'release'), { voucher: 'R-17' });
}

test('a well goes from the village’s idea to a public page', async () => {
  const names = ['Joram', 'Rosa', 'Keiko', 'Ines', 'Omar', 'Beatriz', 'Ilse', 'Tobias', 'Samuel', 'Greta', 'Safi'];
  const people = Object.fromEntries(await Promise.all(names.map(async name => [name.toLowerCase(), await signedIn(name)])));
  const { joram, rosa, keiko, ines, omar, beatriz, ilse, tobias, samuel, safi } = people;
  const title = `A well at the ford ${Date.now() % 10000}`;

  await joram.goto('/qips/new');
  await fill(joram, { title, summary: 'Water nearer to the houses.', sector: '140', area: 'label:Kolmata', people: '900' });
  assert.equal(await send(joram), 200, await text(joram));
  const project = new URL(joram.url()).pathname;
  assert.match(await text(joram), /Who can see this|concept/i);
  assert.equal((await safi.goto(project)).status(), 404);

  await act(rosa, project, 'taking-up');
  await section(rosa, project, 'idea', { works: 'yes', months: '4' });
  await section(rosa, project, 'purpose', all(['problem', 'confidence', 'identified']));
  await section(rosa, project, 'sites', { 'site_area-1': 'label:Kolmata', 'place-1': 'Behind the school', 'land_owner-1': 'The village' });
  await section(rosa, project, 'results', all(['outputs', 'indicators', 'work_plan']));
  await section(rosa, project, 'people', { women: '400', girls: '300', men: '350', boys: '250', jobs: '12', labour_days: '240', gender: '2', consulted: WORDS });
  await section(rosa, project, 'harm', all(['gains', 'loses', 'mines', 'environment', 'abuse']));
  const blocking = ['recurrent', 'cash', 'profit', 'mission', 'weapons', 'party', 'land', 'funded', 'relief', 'disputed', 'overdue'];
  await section(rosa, project, 'blocking', Object.fromEntries(blocking.map(name => [name, 'no'])));
  await section(rosa, project, 'partner', { partner: 'label:Haruvel Youth Bridge', registration: 'Reg. 17', past: WORDS });
  await section(rosa, project, 'budget', { currency: 'USD', rate: '1', 'category-1': 'materials', 'what-1': 'Rings', 'unit-1': 'ring', 'quantity-1': '3', 'unit_cost-1': '333.33', 'source-1': 'qip' });
  await section(rosa, project, 'upkeep', all(['owner_after', 'maintains', 'running']));
  await section(rosa, project, 'visibility', { publicity: 'plan', publicity_words: WORDS });
  await section(rosa, project, 'coordination', { authority_view: WORDS });
  assert.deepEqual(await axe(rosa), []);
  await rosa.goto(`${project}/sections/budget`);
  assert.deepEqual(await axe(rosa), []);
  await act(rosa, project, 'submission');
  await act(keiko, project, 'check-request');
  await act(ines, project, 'check', { result: 'clear' });
  await act(keiko, project, 'assessment', { registered: 'yes', experience: 'good', accounts: 'good', overdue: 'no', assessment: WORDS });
  await act(keiko, project, 'screening', { complete: true, eligible: true, no_duplicate: true, engineer: 'Sound' });

  await keiko.goto('/qips/rounds/new');
  await fill(keiko, { committee: 'label:Project Review', title: `Round of ${title}`, meets_on: day(3), quorum: '3' });
  assert.equal(await send(keiko), 200, await text(keiko));
  const round = new URL(keiko.url()).pathname;
  await act(keiko, project, 'tabling', { round: `label:Round of ${title}` });
  await keiko.goto(round);
  await send(keiko, 'form[action$="/opening"]', 'button');
  // The seat of the partner stands aside by the house's word.
  await tobias.goto(round);
  assert.match(await text(tobias), /Your seat stands aside/);
  assert.equal((await tobias.goto(`${project}/votes/${round.split('/').pop()}`)).status(), 403);
  const scores = ['one_time', 'quick', 'labour', 'visible', 'cost', 'ownership', 'urgent', 'authority', 'partner', 'unique'];
  for (const member of [omar, beatriz, ilse]) {
    await act(member, project, `votes/${round.split('/').pop()}`, { ...Object.fromEntries(scores.map(name => [`score_${name}`, '2'])), vote: 'for', reason: 'The need is plain' });
  }
  await omar.goto(round);
  assert.doesNotMatch(await text(omar), /of 3 for it/);
  await keiko.goto(round);
  assert.deepEqual(await axe(keiko), []);
  await send(keiko, 'form[action$="/closure"]', 'button');
  await act(keiko, project, 'outcome', { outcome: 'recommended', reason: 'A clear need' });
  await omar.goto(round);
  assert.match(await text(omar), /3 of 3 for it/);

  await act(samuel, project, 'approval', { secret: person('Samuel').password });
  await safi.goto(project);
  assert.match(await text(safi), /approved/);
  assert.doesNotMatch(await text(safi), /999\.99/);
  await act(keiko, project, 'plan', { amount_1: '700', milestone_1: 'Signature', amount_2: '299.99', milestone_2: 'Inspection passed' });
  await act(keiko, project, 'bank', { signatory: 'The chair', bank: 'Lake Savings Bank', account: '0000-17' });
  await keiko.goto(`${project}/contract`);
  assert.match(await text(keiko), /299\.99/);
  await act(keiko, project, 'agreement', { signed_on: day(0), signed_by: 'Head of office and chair', agreement: 'Registry 17' });
  await pay(project, people);
  await act(rosa, project, 'visit', { visit: 'progress', on_day: day(0), physical: '60', quality: 'good', found: 'Rings are in.', voices: 'We were asked.', recommendation: 'continue' });
  // The report of a visit leads to its photos, as many as the telephone took.
  assert.match(rosa.url(), /photos\/new$/);
  assert.deepEqual(await axe(rosa), []);
  await rosa.locator('[name=file]').setInputFiles(['before', 'after'].map(name => ({ name: `${name}.png`, mimeType: 'image/png', buffer: PNG })));
  assert.equal(await send(rosa), 200, await text(rosa));
  assert.match(await text(rosa), /before\.png.*after\.png/);
  // What the visit found becomes a promise of the partner.
  await act(rosa, project, 'actions/new', { body: 'Fence the well before the rains', actor: 'label:Haruvel Youth', due_on: day(20) });
  // A second person looks at a photo before everybody may.
  const photo = (await rosa.locator('a[href$="/picture"]').first().getAttribute('href')).split('/')[2];
  assert.equal((await rosa.goto(`${project}/photos/${photo}/release`)).status(), 403);
  await act(keiko, project, `photos/${photo}/release`, { shows: 'before', alt: 'An open well in dry sand, with two buckets.' });
  await act(keiko, project, await next(keiko, project, 'accounting'), { receipts: true });
  await act(rosa, project, 'works', { report: 'All is built.', receipts: true });
  await act(rosa, project, 'inspection', { passed: 'passed', on_day: day(0), physical: '100', quality: 'good', found: 'Water is clear.' });
  await pay(project, people);
  await act(keiko, project, await next(keiko, project, 'accounting'), { receipts: true });
  await act(keiko, project, 'handover', { handed_on: day(0), handed_to: 'Chair of the village', commitment: 'A caretaker is paid.' });
  await act(keiko, project, 'closure', { final_report: true });
  await act(rosa, project, 'evaluation', { in_use: 'fully', upkept: 'good', confidence_after: 'They meet at the well.' });

  // The owner of the building reads what its village took over; it was a party from the first day.
  await joram.goto(project);
  assert.match(await text(joram), /A caretaker is paid/);
  assert.doesNotMatch(await text(joram), /0000-17/);
  assert.equal((await joram.goto(`${project}/bank`)).status(), 403);

  const visitor = await newPage({ js: false, width: 360 });
  await visitor.goto(project);
  assert.match(await text(visitor), /Water nearer to the houses/);
  assert.doesNotMatch(await text(visitor), /999|Haruvel Youth|0000-17/);
  const shown = visitor.getByAltText('An open well in dry sand, with two buckets.');
  assert.ok(await shown.evaluate(picture => picture.complete ? picture.naturalWidth > 0 : picture.decode().then(() => true)));
  assert.deepEqual(await axe(keiko), []);
  for (const page of [...Object.values(people), visitor]) {
    assert.deepEqual(page.troubles, []);
    await page.context().close();
  }
});

test('community support is checked before it begins', async () => {
  const [dario, ines, rosa] = await Promise.all(['Dario', 'Ines', 'Rosa'].map(name => signedIn(name, { js: false })));
  await dario.goto('/qips/new?kind=support');
  await fill(dario, { title: 'Desks for the ford school', summary: 'Forty desks.', sector: '112', area: 'label:Kolmata', fund: 'A collection of the battalion' });
  assert.equal(await send(dario), 200, await text(dario));
  const project = new URL(dario.url()).pathname;
  await act(ines, project, 'check', { result: 'clear' });
  await act(rosa, project, 'permission');
  await act(dario, project, 'start', { until: day(60) });
  await dario.goto(project);
  assert.match(await text(dario), /under way/);
  for (const page of [dario, ines, rosa]) await page.context().close();
});

test('past projects come in from a table, a wrong row corrected', async () => {
  const rosa = await signedIn('Rosa');
  const ref = `PAST-${Date.now() % 100000}`;
  const table = `qip_ref,record_type,title,category,adm2_pcode,status,handover_date,cost_usd,donor\n${ref}-1,QIP,Old bridge rail,Logistics and Access,XZ0102,Completed,2021-06-01,1200.50,UNMIZ\n${ref}-2,QIP,Old school fence,Education,QQ99,Completed,2021-06-01,900,UNMIZ\n`;
  await rosa.goto('/qips/imports');
  assert.deepEqual(await axe(rosa), []);
  await rosa.locator('[name=file]').setInputFiles({ name: 'past.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  assert.equal(await send(rosa), 200, await text(rosa));
  const file = new URL(rosa.url()).pathname;
  assert.match(await text(rosa), /QQ99.*is of no area/);
  assert.deepEqual(await axe(rosa), []);
  await rosa.goto(`${file}/row?n=3`);
  await rosa.getByLabel(/Code of the district/).fill('XZ0102');
  assert.equal(await send(rosa), 200, await text(rosa));
  assert.equal(await send(rosa, 'form[action$="/application"]', 'button'), 200);
  assert.match(await text(rosa), /2 projects were written/);
  await rosa.goto('/qips');
  assert.match(await text(rosa), /Old bridge rail/);
  assert.deepEqual(rosa.troubles, []);
  await rosa.context().close();
});

test('the desk says what is left of the year', async () => {
  const keiko = await signedIn('Keiko');
  await keiko.goto('/qips/desk');
  assert.match(await text(keiko), /Allocated for the year USD 750,000\.00/);
  assert.doesNotMatch(await text(keiko), /Committed USD 0\.00/);
  assert.deepEqual(await axe(keiko), []);
  await keiko.goto('/qips');
  assert.deepEqual(await axe(keiko), []);
  assert.deepEqual(keiko.troubles, []);
  await keiko.context().close();
});

test('papers of a project and the activity file are taken home', async () => {
  const keiko = await signedIn('Keiko', { js: false });
  await keiko.goto('/qips?state=in_review');
  const project = await keiko.locator('th a[href^="/qips/"]').first().getAttribute('href');
  await keiko.goto(project);
  const papers = await keiko.locator('a[href$=".pdf"]').evaluateAll(links => links.map(link => link.getAttribute('href')));
  assert.ok(papers.length >= 2, 'the file and the committee’s paper');
  for (const paper of papers) {
    const answer = await keiko.context().request.get(new URL(paper, keiko.url()).href);
    assert.equal(answer.status(), 200, paper);
    assert.equal((await answer.body()).subarray(0, 5).toString(), '%PDF-');
  }
  await keiko.goto('/qips');
  await keiko.getByRole('button', { name: 'Take this list out' }).click();
  assert.match(await text(keiko), /The link works until/);
  const file = await keiko.locator('a[href$="/file"]').getAttribute('href');
  const answer = await keiko.context().request.get(new URL(file, keiko.url()).href);
  assert.equal(answer.status(), 200);
  assert.match(await answer.text(), /<iati-activities version="2\.03"/);
  assert.deepEqual(await axe(keiko), []);
  await keiko.context().close();
});
