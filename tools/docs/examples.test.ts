import { describe, expect, it } from 'vitest';
import { applyEdit, workedExamples } from './examples.js';

describe('applyEdit', () => {
  it('puts lines in and takes them out beside the lines that are kept', () => {
    const edit = ' b\n-c\n+C\n@@\n+first\n a\n';
    expect(applyEdit('a\nb\nc\n', edit)).toBe('first\na\nb\nC\n');
  });

  it.each([
    ['absent', 'a\n'],
    ['ambiguous', 'b\nb\n'],
  ])('refuses a place that is %s', (_, text) => {
    expect(() => applyEdit(text, ' b\n+c\n')).toThrow(/These lines are there [02] times/);
  });
});

describe('workedExamples', () => {
  it('finds files, edits and the tests to run, section by section', () => {
    const markdown =
      '## Prose\n\nNothing.\n\n## One\n\n```ts a.ts\nx();\n```\n\n```diff b.ts\n y\n+z\n```\n\n' +
      '```sh\nnpx vitest run a.test.ts -t x\n```\n';
    expect(workedExamples(markdown)).toEqual([
      {
        title: 'One',
        blocks: [
          { kind: 'new', path: 'a.ts', text: 'x();\n' },
          { kind: 'edit', path: 'b.ts', text: ' y\n+z\n' },
        ],
        checks: [{ file: 'a.test.ts', name: 'x' }],
      },
    ]);
  });
});
