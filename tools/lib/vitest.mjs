import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { nodeModules } from './paths.mjs';
import { run } from './run.mjs';

/**
 * Runs vitest with another Node if asked, and counts: `{passed, failed}`. A file that fails before its first test,
 * and a run that dies, count as failures.
 */
export async function runTests(args, { node = process.execPath, env = process.env } = {}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tlp-tests-'));
  const report = path.join(folder, 'report.json');
  try {
    const vitest = path.join(nodeModules, 'vitest', 'vitest.mjs');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await run(node, [vitest, 'run', ...reporters, ...args], { env });
    return count(JSON.parse(await readFile(report, 'utf8')), code);
  } catch (error) {
    console.error(`vitest left no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Counts vitest's report, given the status it exited with. */
export function count({ numPassedTests, numFailedTests, testResults }, code) {
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  ).length;
  const failed = numFailedTests + broken;
  // An error outside any test shows in the status alone.
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}
