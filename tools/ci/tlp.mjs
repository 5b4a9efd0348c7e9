#!/usr/bin/env node
/**
 * `tlp` from a copy of the repository that only holds sources, as GitHub Actions and pre-commit make one: it is built
 * there the first time, and then runs with the arguments in the folder that it was called from.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { root, tlp } from '../lib/paths.mjs';
import { must, run } from '../lib/run.mjs';

if (!existsSync(tlp)) {
  const { env } = process;
  // What they print would stand between the messages.
  await must('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { capture: true, env });
  await must(process.execPath, [path.join(root, 'tools', 'build.mjs')], { capture: true, env });
}
const { code } = await run(process.execPath, [tlp, ...process.argv.slice(2)], { cwd: process.cwd() });
process.exitCode = code;
