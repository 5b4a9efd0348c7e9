import { expect, test } from 'vitest';
import { openTexts } from './open.js';
import { folderData } from './testing.js';

const labels = {
  kind: 'own',
  task: 'language_model',
  answer: { kind: 'next', what: 'word' },
} as const;

const files = {
  'train/a.txt': 'one',
  'train/deep/b.txt': 'two',
  'test/c.txt': 'three',
  'd.txt': 'four',
  'notes.md': 'five',
  'train/blank.txt': ' \n',
};

const idsOf = ({ splits }: Awaited<ReturnType<typeof openTexts>>['dataSet']) =>
  Object.fromEntries(Object.entries(splits).map(([name, of]) => [name, of.map(({ id }) => id)]));

test('finds the files at any depth, those that are blank left out', async () => {
  const split = { kind: 'fraction', stratified: true, train: 1, validation: 0, test: 0 } as const;
  const { dataSet, warnings } = await openTexts(await folderData(files, { labels, split }));
  expect(idsOf(dataSet).train).toEqual(['d.txt', 'test/c.txt', 'train/a.txt', 'train/deep/b.txt']);
  expect(warnings.map(({ code }) => code)).toEqual(['TLP397']);
});

test('takes the splits of folders, and nothing beside them', async () => {
  const split = {
    kind: 'folders',
    train: 'train',
    validation: null,
    test: 'test',
    validationFraction: 0,
  } as const;
  const { dataSet } = await openTexts(await folderData(files, { labels, split }));
  expect(idsOf(dataSet)).toEqual({
    train: ['train/a.txt', 'train/deep/b.txt'],
    validation: [],
    test: ['test/c.txt'],
  });
});

test('refuses a folder without texts', async () => {
  await expect(openTexts(await folderData({ 'notes.md': 'five' }, { labels }))).rejects.toThrow(/^TLP690/);
});
