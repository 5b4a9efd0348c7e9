/**
 * `npm run bench -- NAME… [--repeat N] [--only TEXT] [--no-setup] [--verbose] [--OPTION VALUE]`: runs ours and the peers
 * in turn, prints medians and what they say of our targets, and writes `bench/results/NAME.json`.
 * Without a name it lists the benchmarks and their options.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../tools/lib/paths.mjs';
import { setUp } from '../tools/lib/set-up.mjs';
import { readArguments } from './lib/arguments.mjs';
import { machine } from './lib/machine.mjs';
import { medianSample } from './lib/medians.mjs';
import { peerPython } from './lib/python.mjs';
import { table } from './lib/table.mjs';

const names = [
  'emoji-head',
  'emoji-tune',
  'accuracy-per-second',
  'transfer',
  'solar',
  'keywords',
  'text',
  'few-shot',
  'solve',
  'learning-curve',
  'label-errors',
  'recipes',
  'finetune-throughput',
  'vit-throughput',
  'families',
  'recurrent',
  'masked-words',
  'inference',
  'pass',
  'memory-flat',
  'scale',
  'check-speed',
];

const { chosen, repeat, only, setup, verbose, options } = readArguments(process.argv.slice(2), names);
await rejectUnknownOptions();
if (chosen.length === 0) await list();
else if (setup) await setUp();
let missed = 0;
for (const name of chosen) missed += await bench(name);
if (missed > 0) console.error(`${missed} targets missed.`);

async function list() {
  for (const name of names) {
    const { title, defaults } = await import(`./${name}/bench.mjs`);
    const flags = Object.entries(defaults).map(([key, value]) => `--${key} ${value}`);
    console.log(`${name.padEnd(20)} ${title}\n${' '.repeat(21)}${flags.join(' ')}`);
  }
}

async function rejectUnknownOptions() {
  const benches = await Promise.all(chosen.map((name) => import(`./${name}/bench.mjs`)));
  const known = new Set(benches.flatMap(({ defaults }) => Object.keys(defaults)));
  const unknown = Object.keys(options).filter((key) => !known.has(key));
  if (chosen.length === 0 || unknown.length === 0) return;
  console.error(
    `No such option: --${unknown.join(', --')}. There are ${[...known].map((k) => `--${k}`).join(', ')}.`,
  );
  process.exit(2);
}

/** The number of targets that the medians miss. */
async function bench(name) {
  const { title, unit, defaults, usesPeers, contestants, claims, draw } = await import(`./${name}/bench.mjs`);
  const settings = Object.fromEntries(
    Object.keys(defaults).map((key) => [key, options[key] ?? defaults[key]]),
  );
  const python = usesPeers ? await peerPython() : null;
  const before = await machine();
  const all = await contestants({ ...settings, python, verbose });
  const taking = all.filter((c) => only === null || c.name.includes(only));
  const samples = Object.fromEntries(taking.map((c) => [c.name, []]));
  let result;
  for (let round = 1; round <= repeat; round++) {
    for (const { name: contestant, measure } of taking) {
      const sample = await measure();
      samples[contestant].push(sample);
      console.error(`${name} ${round}/${repeat}  ${contestant}: ${show(sample.value, unit)}`);
    }
    const medians = Object.fromEntries(taking.map((c) => [c.name, medianSample(samples[c.name])]));
    // With --only, what a claim compares with may be missing.
    const judged = only === null ? claims.map((claim) => claim(medians, samples, settings)) : [];
    result = {
      name,
      title,
      unit,
      machine: before,
      settings,
      repeat: round,
      claims: judged,
      medians,
      samples,
    };
    // After every round, so that a run that is cut short leaves what it has measured.
    await save(result);
    // With --only, some of it would be missing.
    if (only === null) await draw?.(result);
  }
  print(result);
  return result.claims.filter(({ met }) => !met).length;
}

async function save(result) {
  const folder = path.join(root, 'bench', 'results');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${result.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
}

function print({ title, unit, settings, repeat, medians, samples, claims }) {
  const shown = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
  console.log(`\n${title}\nmedians of ${repeat}${shown.length > 0 ? `; ${shown.join(', ')}` : ''}\n`);
  const rows = Object.entries(medians).map(([name, sample]) => {
    const values = samples[name].map((s) => s.value);
    const range = `${show(Math.min(...values), unit)} – ${show(Math.max(...values), unit)}`;
    const whole = sample.wallSeconds === undefined ? '' : `${sample.wallSeconds.toFixed(1)} s`;
    const peak = sample.peakBytes === undefined ? '' : `${(sample.peakBytes / 1e6).toFixed(0)} MB`;
    return [name, show(sample.value, unit), range, whole, peak, sample.note ?? ''];
  });
  console.log(table(['', 'median', 'range', 'whole process', 'peak memory', 'note'], rows));
  if (claims.length === 0) return;
  const verdicts = claims.map((j) => [j.claim, j.target, j.measured, j.met ? 'met' : 'MISSED']);
  console.log(`\n${table(['claim', 'target', 'measured', ''], verdicts)}`);
}

function show(value, unit) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}
