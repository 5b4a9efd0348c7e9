import { describe, expect, test } from 'vitest';
import { resolveText } from '../compile-text.js';
import { commandLineBudget } from '../data/look.js';
import { exampleFiles } from '../testing/example-files.js';
import { exampleText } from './example.js';
import { rules } from './index.js';
import type { Example } from './rule.js';

const file = '/home/ada/flowers.tlp';

/** The example with the other files of its folder. */
async function diagnose(example: Example) {
  const text = exampleText(example);
  const files = exampleFiles(example, file);
  const sets = example.sets ?? [];
  // Other examples have no images beside them, which is not their point.
  const look =
    Object.keys({ ...example.folders, ...example.others }).length > 0 ? commandLineBudget : undefined;
  return (await resolveText(text, { file, files, sets, ...(look ? { look } : {}) })).diagnostics;
}

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  test(`finds its mistake: ${rule.title}`, async () => {
    const found = (await diagnose(rule.bad)).filter((d) => d.code === code);
    expect(found).not.toEqual([]);
    expect(found.map((d) => d.severity)).toEqual(found.map(() => rule.severity));
    const [first] = found;
    if (!rule.bad.sets) expect(first?.range).toBeDefined();
    expect(first?.message).toMatch(/^[^a-z].*\.$/s);
    expect(first?.remedy).toMatch(/^[^a-z].*[.?]$/s);
  });

  test('is content once its remedy is followed', async () => {
    const diagnostics = await diagnose(rule.good);
    expect(diagnostics.filter((d) => d.code === code || d.severity === 'error')).toEqual([]);
  });
});

test('an error of the examples is the only one, so that one slip is one message', async () => {
  for (const rule of rules.filter((r) => r.severity === 'error')) {
    const errors = (await diagnose(rule.bad)).filter((d) => d.severity === 'error');
    expect([rule.code, errors.map((d) => `${d.code} ${d.message}`)]).toEqual([
      rule.code,
      [expect.stringContaining(rule.code)],
    ]);
  }
});
