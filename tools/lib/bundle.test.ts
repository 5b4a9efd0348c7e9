import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundling, threads } from './bundle.mjs';

const source = path.join(import.meta.dirname, '../../packages/runtime/src/engines/portable/load-tfjs.ts');

it('leaves plain tfjs usable, which is all the portable engine needs', async () => {
  const outdir = await mkdtemp(path.join(tmpdir(), 'tlp-bundle-'));
  const contents = `import { loadTfjs } from ${JSON.stringify(source)};
    const tf = await loadTfjs();
    process.stdout.write(tf.getBackend() + ' ' + tf.scalar(20).add(22).dataSync()[0]);`;
  await build({ ...bundling, stdin: { contents, resolveDir: path.dirname(source) }, outdir });
  await writeFile(path.join(outdir, 'package.json'), '{"type": "module"}');
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(outdir, 'stdin.js')]);
  expect(stdout).toBe('cpu 42');
  await rm(outdir, { recursive: true });
});

it('reads HDF5 in a thread whose script lies beside the bundle', async () => {
  const outdir = await mkdtemp(path.join(tmpdir(), 'tlp-bundle-'));
  const weights = path.join(import.meta.dirname, '../../packages/runtime/src/weights');
  const contents = `const { openWeightFile } = await import(${JSON.stringify(path.join(weights, 'open.ts'))});
    const file = await openWeightFile(${JSON.stringify(path.join(weights, 'fixtures/keras2-weights.h5'))});
    process.stdout.write((await file.read('conv2/kernel')).shape.join());
    await file.close();`;
  const stdin = { contents, resolveDir: weights };
  await build({ ...bundling, stdin, entryPoints: threads, outdir });
  await writeFile(path.join(outdir, 'package.json'), '{"type": "module"}');
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(outdir, 'stdin.js')]);
  expect(stdout).toBe('1,1,2,2');
  await rm(outdir, { recursive: true });
});
