import { expect, test } from 'vitest';
import { exampleText } from '../../checks/example.js';
import type { Example } from '../../checks/rule.js';
import { commandLineBudget } from '../../data/look.js';
import { createTlpServices } from '../../grammar/create-services.js';
import { withFileChecks } from '../../resolve/file-checks.js';
import { exampleFiles } from '../../testing/example-files.js';
import { createSnapshot } from '../snapshot.js';
import { applyEdits } from './edit.js';
import { fixesOf } from './index.js';

const services = createTlpServices().tlp;

/** The errors that the files beside a text bring, and the text after the first one's first fix. */
function fixed(example: Example) {
  const files = exampleFiles(example, '/work/test.tlp');
  const text = exampleText(example);
  const imports = { open: () => 'missing' as const, list: () => [] };
  const snapshot = createSnapshot({ uri: 'file:///work/test.tlp', version: 1, text, services, imports });
  const looking = { services, files, budget: commandLineBudget };
  const { diagnostics } = withFileChecks(snapshot.analysis, snapshot.source, looking);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const [fix] = errors[0] ? fixesOf(errors[0], snapshot) : [];
  return { errors: errors.map(({ code }) => code), text: applyEdits(text, fix?.edits ?? []) };
}

const twice = (...folders: readonly string[]) =>
  Object.fromEntries(
    folders.flatMap((folder) => [[`${folder}/rose`, 9] as const, [`${folder}/tulip`, 9] as const]),
  );

test.each([
  ['around the classes', { folders: twice('photos/m') }, 'TLP383', 'images("photos/m")'],
  ['two folders around the classes', { folders: twice('photos/z/m') }, 'TLP383', 'images("photos/z/m")'],
  [
    'beside what an archive left',
    { folders: twice('photos/m', 'photos/__MACOSX') },
    'TLP383',
    'images("photos/m")',
  ],
  [
    'in the folder of each split',
    {
      data: 'split: folders(train: "train", test: "test")',
      folders: twice('photos/train/train', 'photos/test/test'),
    },
    'TLP383',
    'folders(train: "train/train", test: "test/test")',
  ],
  [
    'around the splits',
    {
      data: 'split: folders(train: "train", test: "test")',
      folders: twice('photos/m/train', 'photos/m/test'),
    },
    'TLP361',
    'images("photos/m")',
  ],
] satisfies readonly (readonly [string, Example, string, string])[])(
  'one folder too many %s is one error, and is named by its fix',
  (_, example, code, written) => {
    const { errors, text } = fixed(example);
    expect(errors).toEqual([code]);
    expect(text).toContain(written);
    expect(fixed({ ...example, file: text }).errors).toEqual([]);
  },
);

test.each([
  ['a slip', 'test: "tset"', ['train', 'test'], 'test: "test"'],
  ['another word for it', 'validation: "validation"', ['train', 'val'], 'validation: "val"'],
])('a split folder whose name is %s is named by the fix', (_, written, splits, meant) => {
  const example = {
    data: `split: folders(train: "train", ${written})`,
    folders: twice(...splits.map((split) => `photos/${split}`)),
  };
  const { errors, text } = fixed(example);
  expect(errors).toEqual(['TLP361']);
  expect(text).toContain(`folders(train: "train", ${meant})`);
  expect(fixed({ ...example, file: text }).errors).toEqual([]);
});
