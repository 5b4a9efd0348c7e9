/**
 * `npm test`: sets everything up, then runs the tests and the checks. The last line is "N passed, N failed".
 * `npm run test:all` (`--all`) also runs what is exhaustive: the files `*.all.test.ts`, and properties on more examples.
 * Other arguments go to vitest.
 */
import { checks } from './lib/checks.mjs';
import { setUp } from './lib/set-up.mjs';
import { runTests } from './lib/vitest.mjs';

await setUp();
const args = process.argv.slice(2);
const env = args.includes('--all') ? { ...process.env, TLP_TEST_ALL: '1' } : process.env;
let { passed, failed } = await runTests(
  args.filter((arg) => arg !== '--all'),
  { env },
);
for (const { name, passes } of checks) {
  const fine = await passes();
  console.log(`${fine ? 'passed' : 'FAILED'}: ${name}`);
  if (fine) passed++;
  else failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
