// Starts a house with the demonstration mission, runs the tests against it, stops it.
//   npm test                       every journey
//   npm test -- pages              every page of every role, looked at by axe and the HTML checker: half an hour
//   BRIEF=yes npm test -- pages     each kind of page with one pair of eyes: some minutes
//   npm test -- journeys           files whose name contains this word
//   CIMIC_URL=… CIMIC_DATA=… npm test   against a house that runs already (its data folder holds demo-cast.json)
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const binary = process.env.CIMIC_BIN ?? join(here, '../../target/debug/cimic-house');

const freePort = () => new Promise(done => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => done(port));
  });
});

async function startHouse() {
  const data = mkdtempSync(join(tmpdir(), 'cimic-browser-'));
  chmodSync(data, 0o711); // the account that runs Postgres passes through
  const url = `http://127.0.0.1:${await freePort()}`;
  // A file, not a pipe: the tests run while nobody reads a pipe, and a full one would stop the house.
  const log = join(data, 'house.log');
  const out = openSync(log, 'a');
  const house = spawn(binary, ['demo', '--listen', url.slice(7), '--data', data], { stdio: ['ignore', out, out] });
  const said = () => readFileSync(log, 'utf8');
  const started = Date.now();
  while (!(await fetch(`${url}/health`).then(answer => answer.ok, () => false))) {
    if (house.exitCode !== null || Date.now() - started > 180000) {
      console.error(said());
      throw new Error('the house did not start');
    }
    await new Promise(done => setTimeout(done, 100));
  }
  console.log(`house with the demonstration mission: ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const codes = [...said().matchAll(/([0-9A-Z]{4}-[0-9A-Z]{4})\s+(\d{16})/g)].map(([, reference, code]) => ({ reference, code }));
  const stop = () => new Promise(done => {
    house.on('exit', () => { const all = said(); rmSync(data, { recursive: true, force: true }); done(all); });
    house.kill('SIGTERM');
  });
  return { url, data, codes, stop };
}

const house = process.env.CIMIC_URL
  ? { url: process.env.CIMIC_URL, data: process.env.CIMIC_DATA, codes: JSON.parse(process.env.CIMIC_CODES ?? '[]'), stop: async () => '' }
  : await startHouse();
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter(name => name.endsWith('.test.js') && (wanted.length ? wanted.some(word => name.includes(word)) : !name.startsWith('pages'))).sort();
const run = spawnSync(process.execPath, ['--test', '--test-concurrency=1', '--test-reporter=spec', ...files], {
  cwd: here, stdio: 'inherit',
  env: { ...process.env, CIMIC_URL: house.url, CIMIC_DATA: house.data, CIMIC_BIN: binary, CIMIC_CAST: readFileSync(join(house.data, 'demo-cast.json'), 'utf8'), CIMIC_CODES: JSON.stringify(house.codes) },
});
const said = await house.stop();
const wrong = said.split('\n').filter(line => / ERROR /.test(line));
if (wrong.length) console.error(`The house logged errors:\n${wrong.slice(0, 20).join('\n')}`);
process.exitCode = run.status || (wrong.length ? 1 : 0);
