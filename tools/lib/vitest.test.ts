import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { count, type Report, slowest } from './vitest.mjs';

const file = (status: string, ...assertions: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: assertions.map((assertion) => ({ status: assertion, fullName: 'a test' })),
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

it('names the slowest tests with their files', () => {
  const tests = [200, 3100, undefined].map((duration, i) => ({
    status: 'passed',
    fullName: `test ${i}`,
    duration,
  }));
  const results = [
    {
      name: fileURLToPath(new URL('../a.test.ts', import.meta.url)),
      status: 'passed',
      assertionResults: tests,
    },
  ];
  expect(slowest(results as Report['testResults'])).toEqual([
    '3.1 s  tools/a.test.ts  test 1',
    '0.2 s  tools/a.test.ts  test 0',
  ]);
  expect(slowest(results as Report['testResults'], 1)).toHaveLength(1);
});
