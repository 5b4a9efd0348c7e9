/** Carries out the worked examples of `docs/extending.md` on a copy of the sources. */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apply, copySources, runTests, type TestResult, typeErrors } from './copy.js';
import { type Check, workedExamples } from './examples.js';

const root = path.resolve(import.meta.dirname, '../..');
const examples = workedExamples(readFileSync(path.join(root, 'docs/extending.md'), 'utf8'));
const checks = examples.flatMap((example) => example.checks);

let copy: string;
let complaints: string;
let results: readonly TestResult[];

beforeAll(async () => {
  copy = await copySources(root);
  for (const block of examples.flatMap((example) => example.blocks)) await apply(copy, block);
  const tests = checks.map(({ file }) => file);
  complaints = await typeErrors(
    copy,
    tests,
    path.join(root, 'node_modules/.cache/tlp/extending.tsbuildinfo'),
  );
  const whole = checks.filter(({ name }) => name === undefined).map(({ file }) => file);
  const named = checks.filter(({ name }) => name !== undefined);
  results = [
    ...(await runTests(copy, whole)),
    ...(await runTests(
      copy,
      named.map(({ file }) => file),
      named.map(({ name }) => name).join('|'),
    )),
  ];
});

afterAll(() => rm(copy, { recursive: true, force: true }));

it('shows how to add each kind of part', () => {
  expect(examples.map(({ title }) => title)).toEqual([
    'An op',
    'A backbone',
    'A modality',
    'A task',
    'A property',
    'A diagnostic',
    'A quick fix',
    'An editor feature',
    'An augmentation',
    'An optimizer',
    'A weight reader',
    'A command',
  ]);
});

it('type-checks', () => {
  expect(complaints).toBe('');
});

describe.each(examples)('$title', ({ blocks, checks: own }) => {
  it('is checked by tests that pass', () => {
    expect(own).not.toEqual([]);
    for (const check of own) {
      const found = results.filter((result) => belongs(result, check));
      expect(found, `tests of ${check.file}`).not.toEqual([]);
      expect(found.filter(({ passed }) => !passed)).toEqual([]);
    }
  });

  it('touches no more than a file or two a package', () => {
    const sources = blocks.map((block) => block.path).filter((file) => !file.endsWith('.test.ts'));
    for (const folder of ['packages/language/', 'packages/runtime/']) {
      expect(sources.filter((file) => file.startsWith(folder)).length).toBeLessThanOrEqual(2);
    }
  });
});

const belongs = (result: TestResult, { file, name }: Check): boolean =>
  result.file === file && (name === undefined || result.name.includes(name));
