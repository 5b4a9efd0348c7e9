/**
 * `npm test`: sets everything up, then runs the checks and the tests. The last line is "N passed, N failed".
 * Arguments go to vitest.
 */
import { checks } from './lib/checks.mjs';
import { setUp } from './lib/set-up.mjs';
import { runTests } from './lib/vitest.mjs';

await setUp();
let { passed, failed } = await runTests(process.argv.slice(2));
for (const { name, passes } of checks) {
  const fine = await passes();
  console.log(`${fine ? 'passed' : 'FAILED'}: ${name}`);
  if (fine) passed++;
  else failed++;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
