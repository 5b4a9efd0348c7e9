/** A browser without a head for the proofs that need one, and packages that only they need: npm fetches them into a cache. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { nodeModules } from './paths.mjs';
import { must } from './run.mjs';

export const playwrightVersion = '1.65.1';

/**
 * Packages of one proof, in these versions.
 * @returns their folder, and what requires them from there
 */
export async function fetchPackages(name, versions) {
  const folder = path.join(nodeModules, '.cache', `tlp-${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies: versions }),
  );
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--silent'];
  await must('npm', ['install', ...quiet], { cwd: folder });
  return { folder, require: createRequire(path.join(folder, 'package.json')) };
}

/** Chromium; CHROMIUM names another than /usr/bin/chromium. */
export const launchBrowser = (playwright) =>
  playwright.chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
  });
