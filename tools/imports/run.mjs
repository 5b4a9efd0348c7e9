/**
 * `npm run proof:imports [-- NAME…]`: exports networks that are not in the catalogue with PyTorch's two exporters, imports them, and
 * writes what became of each to `tools/imports/results.json` and `docs/imports.md`.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { bundleProgram } from '../../bench/lib/bundle.mjs';
import { measureNode } from '../../bench/lib/measure.mjs';
import { cacheRoot } from '../../bench/lib/python.mjs';
import { readRows, referencePython, saveRows } from '../lib/measured.mjs';
import { root } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { setUp } from '../lib/set-up.mjs';
import { importsPage, verdict } from './table.mjs';

const results = path.join(root, 'tools', 'imports', 'results.json');
const page = path.join(root, 'docs', 'imports.md');
const script = path.join(root, 'tools', 'imports', 'exports.py');
const folder = path.join(cacheRoot(), 'imports');
const named = process.argv.slice(2);

await setUp();
await mkdir(folder, { recursive: true });
const python = await referencePython();
const all = JSON.parse((await must(python, [script, '--list'], { capture: true })).output);
const program = await bundleProgram(path.join('tools', 'imports', 'measure.ts'));
const keyOf = ({ name, exporter }) => `${name}.${exporter}`;
const rows = await readRows(results, keyOf);
for (const network of all.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const key = keyOf(network);
  const file = path.join(folder, `${key}.onnx`);
  if (!existsSync(file)) await must(python, [script, folder, key]);
  const row = existsSync(file)
    ? await measured(file)
    : { imported: false, problem: 'it could not be exported' };
  rows.set(key, { ...network, ...row });
  console.error(`${key}: ${verdict(rows.get(key))}`);
  const order = all.flatMap((one) => rows.get(keyOf(one)) ?? []);
  await saveRows(results, order, page, importsPage);
  // Each has some hundred megabytes.
  for (const one of await readdir(folder)) if (one.startsWith(`${key}.`)) await rm(path.join(folder, one));
}

async function measured(file) {
  const { peakBytes: _, wallSeconds: __, ...row } = await measureNode([program, file]);
  return row;
}
