/** Texts that nobody writes by hand: each ends soon, with one clear message or with none. */
import { expect, test } from 'vitest';
import { exampleText } from './checks/example.js';
import { resolveText } from './compile-text.js';
import { sceneOf } from './editor/testing.js';

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const sound = exampleText({});
const rate = (value: string) => exampleText({ phase: `freeze: all\nepochs: 3\nlearning_rate: ${value}` });

test.each([
  [
    '800 pipelines that extend each other',
    `${sound}${lines(800, (i) => `pipeline p${i} extends ${i === 0 ? 'flowers' : `p${i - 1}`} {}`)}`,
    ['TLP144'],
  ],
  [
    '4,000 `let`s that use each other',
    `let a0 = 16\n${lines(4000, (i) => `let a${i + 1} = a${i}`)}\n${exampleText({ data: 'batch: a4000' })}`,
    ['TLP143'],
  ],
  [
    '4,000 `let`s in a circle',
    `let a0 = a4000\n${lines(4000, (i) => `let a${i + 1} = a${i}`)}\n${exampleText({ data: 'batch: a4000' })}`,
    ['TLP143'],
  ],
  [
    '40 `let`s that each use the one before twice',
    `let a0 = 1e-3\n${lines(40, (i) => `let a${i + 1} = cosine(a${i}, end: a${i})`)}\n${rate('a40')}`,
    ['TLP143', 'TLP107'],
  ],
  ['100,000 lines of comments', `${'//a\n'.repeat(100_000)}${sound}`, []],
  ['100,000 comments within a block', sound.replace('{', `{\n${'/**/ '.repeat(100_000)}`), []],
  ['a comment of 10 million stars', `/*${'*'.repeat(10_000_000)}`, ['TLP009']],
  ['a comment of nearly a million stars', `/*${'*'.repeat(999_000)}*/${sound}`, []],
])('%s', async (_, text, codes) => {
  const { diagnostics } = await resolveText(text, { file: '/p.tlp' });
  expect(diagnostics.map(({ code }) => code)).toEqual(codes);
  // The tokens of what is open in an editor, for its colours and completion.
  expect(() => sceneOf(text).snapshot.tokens.length).not.toThrow();
});

test('no message repeats a value of half a million characters', async () => {
  const long = 'a'.repeat(500_000);
  for (const data of [`batch: ${long}`, `batch: "${long}"`, `${long}: 1`, `batch: 1${'0'.repeat(500_000)}`]) {
    const { diagnostics } = await resolveText(exampleText({ data }), { file: '/p.tlp' });
    expect(diagnostics).not.toEqual([]);
    for (const { message, remedy } of diagnostics) expect((message + remedy).length).toBeLessThan(3_000);
  }
});

test('of thousands of names that could be meant some are shown', async () => {
  const text = `${lines(2000, (i) => `abstract pipeline p${i} {}`)}\npipeline q extends nowhere {}`;
  const { diagnostics } = await resolveText(text, { file: '/p.tlp' });
  expect(diagnostics[0]).toMatchObject({
    code: 'TLP139',
    remedy: expect.stringMatching(/, `p29` and 1970 more\.$/),
  });
});
