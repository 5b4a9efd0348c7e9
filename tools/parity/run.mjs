/**
 * `npm run parity [-- NAME…] [--fresh]`: measures the backbones against their references, all of them or those named, and writes
 * `tools/parity/results.json` and `docs/parity.md`. The references' numbers are kept in the per-user cache; `--fresh` makes them anew.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { bundleProgram } from '../../bench/lib/bundle.mjs';
import { measureNode } from '../../bench/lib/measure.mjs';
import { cacheRoot } from '../../bench/lib/python.mjs';
import { readRows, referencePython, saveRows } from '../lib/measured.mjs';
import { root } from '../lib/paths.mjs';
import { must } from '../lib/run.mjs';
import { setUp } from '../lib/set-up.mjs';
import { misfits, parityPage } from './table.mjs';

const results = path.join(root, 'tools', 'parity', 'results.json');
const page = path.join(root, 'docs', 'parity.md');
const folder = path.join(cacheRoot(), 'parity');
const args = process.argv.slice(2);
const fresh = args.includes('--fresh');

await setUp();
const python = await referencePython();
const script = path.join(root, 'tools', 'goldens', 'backbones.py');
const all = JSON.parse((await must(python, [script, '--list'], { capture: true })).output);
const named = args.filter((arg) => !arg.startsWith('--'));
const unknown = named.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no reference for ${unknown.join(', ')}.`);
  process.exit(2);
}
const program = await bundleProgram(path.join('tools', 'parity', 'measure.ts'));
const rows = await readRows(results, ({ name }) => name);
let failed = 0;
for (const name of named.length > 0 ? named : all) {
  if (fresh || !existsSync(path.join(folder, 'backbones', `${name}.json`))) {
    await must(python, [script, '--to', folder, '--frozen', name]);
  }
  const {
    peakBytes: _,
    wallSeconds,
    ...row
  } = await measureNode([program, name], {
    env: { TLP_GOLDENS: folder },
  });
  rows.set(name, row);
  const wrong = misfits(row);
  if (wrong.length > 0) failed++;
  const verdict = wrong.length === 0 ? 'equal' : `differs in ${wrong.join(', ')}`;
  console.error(`${name}: ${verdict} (${wallSeconds.toFixed(0)} s)`);
  const order = all.flatMap((one) => rows.get(one) ?? []);
  await saveRows(results, order, page, (measured) => parityPage(measured, all));
}
process.exitCode = failed > 0 ? 1 : 0;
