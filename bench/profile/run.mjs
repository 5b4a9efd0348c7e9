/**
 * `npm run bench:profile -- [BACKBONE [SIZE [MODE [FROZEN,BLOCKS]]]]`: the ops of one training step by their time.
 * MODE is how batch-norm runs, `frozen` or `train`.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../tools/lib/paths.mjs';
import { bundleBench } from '../lib/bundle.mjs';
import { peerPython } from '../lib/python.mjs';

const [backbone = 'mobilenet_v2', size = '224', mode = 'frozen', frozenBlocks = ''] = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), 'tlp-profile-'));
try {
  const writer = await bundleBench('profile/write-graph.ts');
  const python = await peerPython();
  execFileSync(process.execPath, [writer, backbone, size, frozenBlocks, mode, folder], { stdio: 'inherit' });
  execFileSync(python, [path.join(root, 'bench', 'profile', 'trace.py'), folder, '32', size], {
    stdio: 'inherit',
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
