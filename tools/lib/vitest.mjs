import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { nodeModules, root } from './paths.mjs';
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
    const results = JSON.parse(await readFile(report, 'utf8'));
    console.log(['The slowest tests:', ...slowest(results.testResults)].join('\n  '));
    return count(results, code);
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

/** The tests that took longest, `1.2 s  FILE  NAME` each, the slowest first. */
export function slowest(testResults, most = 20) {
  const tests = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      file: path.relative(root, name),
      fullName,
      duration,
    })),
  );
  return tests
    .filter(({ duration }) => duration > 0)
    .sort((a, b) => b.duration - a.duration)
    .slice(0, most)
    .map(({ file, fullName, duration }) => `${(duration / 1000).toFixed(1)} s  ${file}  ${fullName}`);
}
