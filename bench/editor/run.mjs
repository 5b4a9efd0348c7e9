/**
 * `npm run bench:editor [-- --rounds 60]`: how long the bundled language server takes, as its client sees it. Budgets are
 * for a machine on which the micro-benchmark takes `reference` ms; on a slower one they grow with it.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { tlp } from '../../tools/lib/paths.mjs';
import { machine } from '../lib/machine.mjs';
import { table } from '../lib/table.mjs';
import { startClient } from './client.mjs';
import { textOf } from './text.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '60' } } });
const rounds = Number(values.rounds);

/** Milliseconds of the micro-benchmark on a quiet AMD EPYC with Node 20, for which the budgets were set. */
const reference = 23;

const host = await machine();
const micro = calibrate();
const factor = Math.max(1, micro / reference);
console.log(`${host.processor}, ${host.cores} cores, Node ${host.node}, load ${host.loadAtStart.toFixed(1)}`);
console.log(`micro-benchmark ${micro.toFixed(0)} ms: budgets × ${factor.toFixed(2)}\n`);

const rows = [];
let missed = 0;
report('start to initialize', await starts(10), 300);
for (const lines of [100, 1_000, 10_000]) {
  const { diagnostics, completion } = await edits(lines);
  const budget = { 100: 33, 1000: 80 }[lines];
  report(`edit to diagnostics, ${lines} lines`, diagnostics, budget);
  report(`edit to completion, ${lines} lines`, completion, budget ?? 100);
}
report('tlp check of 200 lines, cold', await checks(10), 400);
console.log(table(['', 'p50', 'p95', 'budget', ''], rows));
if (missed > 0) console.error(`${missed} budgets missed.`);

function report(name, samples, budget) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  const met = budget === undefined ? '' : at(0.95) <= budget * factor ? 'met' : 'MISSED';
  if (met === 'MISSED') missed++;
  const show = (ms) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
  rows.push([
    name,
    show(at(0.5)),
    show(at(0.95)),
    budget === undefined ? 'none' : show(budget * factor),
    met,
  ]);
}

/** Plain work on texts and objects, as a parser does it; the median, so that what else runs here counts too. */
function calibrate() {
  const samples = [];
  for (let run = 0; run < 21; run++) {
    const start = performance.now();
    const words = new Map();
    for (let i = 0; i < 400_000; i++) {
      const word = `word${(i * 7919) % 5003}`;
      words.set(word, (words.get(word) ?? 0) + word.charCodeAt(word.length - 1));
    }
    samples.push(performance.now() - start);
  }
  return samples.toSorted((a, b) => a - b)[10];
}

async function starts(count) {
  const samples = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    const client = startClient();
    await client.initialize();
    samples.push(performance.now() - start);
    await client.end();
  }
  return samples;
}

/** One character typed in the middle, back and forth; the completion is asked for right after the key. */
async function edits(lines) {
  const client = startClient();
  await client.initialize();
  const { text, position } = textOf(lines);
  await client.open(text);
  const samples = { diagnostics: [], completion: [] };
  const count = lines > 5_000 ? Math.ceil(rounds / 3) : rounds;
  const warmUp = 5;
  for (let i = 0; i < count + warmUp; i++) {
    const { diagnostics, completion } = await client.type(position, i % 2 === 0 ? '1' : '');
    if (i < warmUp) continue;
    samples.diagnostics.push(diagnostics);
    samples.completion.push(completion);
  }
  await client.end();
  return samples;
}

async function checks(count) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-bench-'));
  const file = path.join(folder, 'long.tlp');
  await writeFile(file, textOf(200).text);
  const samples = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await new Promise((resolve) =>
      spawn(process.execPath, [tlp, 'check', file], { stdio: 'ignore' }).on('exit', resolve),
    );
    samples.push(performance.now() - start);
  }
  await rm(folder, { recursive: true, force: true });
  return samples;
}
