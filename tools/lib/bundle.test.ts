import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { bundling } from './bundle.mjs';

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
