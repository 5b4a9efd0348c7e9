import { expect, test } from 'vitest';
import { exampleText } from '../checks/example.js';
import type { Example } from '../checks/rule.js';
import { resolveText } from '../compile-text.js';
import { commandLineBudget } from '../data/look.js';
import { memoryFiles } from '../testing/memory-files.js';

const secret = 'env("SECRET")';
const phase = (line: string): Example => ({ phase: `freeze: all\nepochs: 3\n${line}` });

/** Every kind of value that a variable may stand for. */
const places: readonly (readonly [string, Example])[] = [
  ['a whole number', { data: `batch: ${secret}` }],
  ['a share', { head: `pool\ndropout(${secret})\ndense(classes)` }],
  ['a size', { backbone: `resnet18 {\n  input: ${secret}\n}` }],
  ['a rate', phase(`learning_rate: ${secret}`)],
  ['a word', { data: `balance: ${secret}` }],
  ['a call', phase(`optimizer: ${secret}`)],
  ['an argument', phase(`optimizer: adamw(weight_decay: ${secret})`)],
  ['a list', { data: `augment: ${secret}` }],
  ['a range', { data: `augment: brightness(${secret})` }],
  ['weights', { backbone: `resnet18 {\n  weights: ${secret}\n}` }],
  ['weights in a file', { backbone: `resnet18 {\n  weights: file(${secret})\n}` }],
  ['a split folder', { data: `split: folders(train: ${secret})` }],
  ['a `let`', { top: `let x = ${secret}`, data: `batch: x` }],
  ['parameters', phase(`early_stop(patience: ${secret})`)],
];

test.each(places)('what a variable holds is not told where %s stands', async (_, example) => {
  // A token, a path, a number with a unit, a call, a number of each size, what is no value of the language at all.
  const values = [
    'hunter2',
    './hunter2/x.pth',
    'hunter2.pt',
    '88123%',
    'hunter2(88123)',
    '88123',
    '0.88123',
    '-88123',
  ];
  for (const value of [...values, '(hunter2', '"hunter2"', 'hunter2, 88123', 'adamw(hunter2: 88123)']) {
    const files = memoryFiles({ '/work/photos/a/1.jpg': '', '/work/photos/b/1.jpg': '' });
    const { diagnostics } = await resolveText(exampleText(example), {
      file: '/work/p.tlp',
      files,
      look: commandLineBudget,
      env: { SECRET: value },
    });
    for (const { message, remedy } of diagnostics) {
      expect([value, message + remedy]).toEqual([value, expect.not.stringMatching(/hunter2|88\.?123/)]);
    }
  }
});

test.each([
  [
    'batch: env("BATCH")',
    'many',
    'Expected a whole number from 1 to 65536, found `$BATCH`.',
    /^Write a whole number/,
  ],
  ['batch: env("BATCH")', '1e9', '`$BATCH` is out of range.', /^Set the variable to a whole number/],
  ['batch: env("BATCH")', '0.5', '`$BATCH` is not a whole number.', /^Set the variable to a value that fits/],
  ['balance: env("BALANCE")', 'samplings', 'Unknown value `$BALANCE`.', /^Allowed here: /],
])('%s of %s is told by the name of the variable', async (data, value, message, remedy) => {
  const variable = /"(\w+)"/.exec(data)![1]!;
  const { diagnostics } = await resolveText(exampleText({ data }), {
    file: '/p.tlp',
    env: { [variable]: value },
  });
  expect(diagnostics[0]).toMatchObject({ message, remedy: expect.stringMatching(remedy) });
});

test('a folder that is missing is named by its variable', async () => {
  const text = exampleText({}).replace('"photos"', 'env("DATA")');
  const { diagnostics } = await resolveText(text, {
    file: '/work/p.tlp',
    files: memoryFiles({ '/work/p.tlp': '' }),
    look: commandLineBudget,
    env: { DATA: '/home/ada/photos' },
  });
  expect(diagnostics).toMatchObject([{ message: 'The data folder $DATA does not exist.' }]);
});
