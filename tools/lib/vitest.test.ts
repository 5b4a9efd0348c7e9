import { expect, it } from 'vitest';
import { count, type Report } from './vitest.mjs';

const file = (status: string, ...assertions: string[]) => ({
  status,
  assertionResults: assertions.map((assertion) => ({ status: assertion })),
});

const report = (passed: number, failed: number, ...testResults: Report['testResults'][number][]): Report => ({
  numPassedTests: passed,
  numFailedTests: failed,
  testResults,
});

it.each<[string, Report, number, { passed: number; failed: number }]>([
  ['tests that pass', report(2, 0, file('passed', 'passed', 'passed')), 0, { passed: 2, failed: 0 }],
  ['a test that fails', report(1, 1, file('failed', 'passed', 'failed')), 1, { passed: 1, failed: 1 }],
  [
    'a file that cannot be loaded',
    report(1, 0, file('passed', 'passed'), file('failed')),
    1,
    { passed: 1, failed: 1 },
  ],
  ['an error outside any test', report(1, 0, file('passed', 'passed')), 1, { passed: 1, failed: 1 }],
])('counts %s', (_what, found, code, expected) => {
  expect(count(found, code)).toEqual(expected);
});
