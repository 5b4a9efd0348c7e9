/**
 * What `npm start` and `npm test` do first, each step skipped when nothing changed. Plain Node: at this point nothing
 * may be installed.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { nodeModules, root, tlp } from './paths.mjs';
import { must } from './run.mjs';

const minimum = [20, 19];

/** The backbone of the main example and of the tests on real weights: fetched here, so that no test reaches out. */
const exampleBackbone = 'efficientnet_lite0';

export async function setUp() {
  checkNode();
  await installPackages();
  await buildAll();
  await setUpNative();
  await getData();
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  console.error(`Node ${minimum.join('.')} or newer is needed; this is ${process.versions.node}.`);
  process.exit(2);
}

/** `npm ci` when the packages are absent or the lock file changed since they were installed. */
async function installPackages() {
  const lockFile = path.join(root, 'package-lock.json');
  const stamp = path.join(nodeModules, '.tlp-installed');
  const hash = createHash('sha256')
    .update(await readFile(lockFile))
    .digest('hex');
  const installed = await readFile(stamp, 'utf8').catch(() => '');
  if (installed === hash) return;
  if (!(await isNewer(path.join(nodeModules, '.package-lock.json'), lockFile))) {
    console.error('Installing the npm packages');
    await must('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  }
  await writeFile(stamp, hash);
}

/** A plain `npm install` leaves its own lock file, newer than ours: then the packages are there already. */
async function isNewer(file, than) {
  if (!existsSync(file)) return false;
  return (await stat(file)).mtimeMs >= (await stat(than)).mtimeMs;
}

async function buildAll() {
  console.error('Building');
  const { bundleRuntime } = await import('./bundle.mjs');
  const { assemble } = await import('./assemble.mjs');
  await bundleRuntime();
  await assemble();
}

async function setUpNative() {
  const { takeBinding } = await import('./assemble.mjs');
  const { output } = await must(
    process.execPath,
    [tlp, 'setup', '--backbone', exampleBackbone, '--format', 'json'],
    { capture: true },
  );
  await takeBinding(JSON.parse(output));
}

async function getData() {
  await must(process.execPath, [path.join('examples', 'emoji', 'get-data.mjs')]);
}
