import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classes, folderOf } from '../modalities/images/testing.js';
import { tlp } from './testing.fixture.js';

const written = (folder: string, name = 'data') => readFile(join(folder, `${name}.tlp`), 'utf8');

describe('tlp new', () => {
  test.each([
    ['train', 'val'],
    ['train', 'valid'],
    ['Training', 'Validation'],
    ['train', 'dev'],
    ['train', 'testing'],
    ['train', 'eval'],
    ['train', null],
  ])('takes the folders %s and %s for splits, and says what is not measured', async (train, other) => {
    const names = [train, other].flatMap((split) =>
      split ? [`data/${split}/cat`, `data/${split}/dog`] : [],
    );
    const cwd = await folderOf(classes(Object.fromEntries(names.map((name) => [name, 4]))));
    const { status, out } = await tlp(['new', 'data'], { cwd });
    expect({ status, out }).toEqual({
      status: 0,
      out: `Wrote data.tlp: ${4 * names.length} images in 2 classes.\n`,
    });
    for (const name of other ? [train, other] : [train]) expect(await written(cwd)).toContain(`: "${name}"`);
    expect((await tlp(['check', '--data', 'data.tlp'], { cwd })).status).toBe(0);
  });

  const row = (cells: (index: number) => string) =>
    Array.from({ length: 40 }, (_, index) => `${index}.png,${cells(index)}\n`).join('');
  const images = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`data/${index}.png`, true as const]),
  );
  const species = ['rose', 'tulip'];

  test.each([
    [
      'beside the folder',
      'labels.csv',
      `file,species,part\n${row((i) => `${species[i % 2]},${i < 25 ? 'train' : i < 32 ? 'val' : 'test'}`)}`,
      ['table: "labels.csv"', 'image: file', 'label: species', 'split: column(part)', 'dense(classes)'],
    ],
    [
      'in the folder',
      'data/labels.csv',
      `file,Kind of it\n${row((i) => species[i % 2]!)}`,
      ['table: "data/labels.csv"', 'label: "Kind of it"', 'Which of 2 classes does an image show?'],
    ],
    [
      'of several labels',
      'train.csv',
      `file,red,big\n${row((i) => `${i % 2},${i % 3 ? 1 : 0}`)}`,
      ['labels: red, big', 'Which of 2 labels does an image have?'],
    ],
    [
      'of lists',
      'tags.csv',
      `file,tags\n${row((i) => ['red; big', 'red', 'big; old', 'old'][i % 4]!)}`,
      ['labels: tags(separator: ";")'],
    ],
    [
      'of numbers',
      'labels.csv',
      `file,height\n${row((i) => `${i / 7}`)}`,
      ['target: height', 'dense(targets)', 'What are the numbers of an image?'],
    ],
  ])('takes the labels from a table %s', async (_, name, table, lines) => {
    const cwd = await folderOf({ ...images, [name]: table, 'test.csv': 'id\n1\n' });
    const { status, out } = await tlp(['new', 'data'], { cwd });
    expect({ status, out }).toEqual({ status: 0, out: `Wrote data.tlp: 40 images labeled by ${name}.\n` });
    const text = await written(cwd);
    for (const line of lines) expect(text).toContain(line);
    const checked = await tlp(['check', '--data', 'data.tlp'], { cwd });
    expect([checked.status, checked.out]).toEqual([0, expect.stringContaining('0 errors')]);
    const plan = await tlp(['plan', 'data.tlp', '--no-calibrate'], { cwd });
    expect([plan.status, plan.err]).toEqual([0, expect.anything()]);
  });

  test('prefers the folders, where these are classes', async () => {
    const cwd = await folderOf({
      ...classes({ 'data/cat': 4, 'data/dog': 4 }),
      'data/labels.csv': 'file,kind\n0.png,a\n',
    });
    const { out } = await tlp(['new', 'data'], { cwd });
    expect(out).toContain('8 images in 2 classes');
  });

  test('says what is left out, as plan and check do', async () => {
    const cwd = await folderOf({
      ...classes({ 'data/cat': 4, 'data/dog': 4 }),
      'data/emu/1.heic': 'x',
      'data/cat/Thumbs.db': 'x',
    });
    const told = [
      '1 image in HEIC is left out, and with it the class emu: emu/1.heic.',
      '1 system file or folder is ignored: cat/Thumbs.db.',
    ];
    for (const argv of [
      ['new', 'data'],
      ['plan', 'data.tlp', '--no-calibrate'],
      ['check', 'data.tlp'],
      ['check', '--data', 'data.tlp'],
    ]) {
      const { status, out, err } = await tlp(argv, { cwd });
      const times = told.map((message) => `${out}${err}`.split(message).length - 1);
      expect([argv, status, times]).toEqual([argv, 0, [1, 1]]);
    }
  });

  test('in the data folder itself passes over its own files and the runs in it', async () => {
    const cwd = await folderOf({
      ...classes({ cat: 20, dog: 20 }),
      'runs/data-1/run.json': '{}',
      'runs/data-1/model/model.json': '{}',
      'runs/data-1/report.html': 'x',
    });
    const out = ['--out', 'mine.tlp'];
    expect(await tlp(['new', '.', ...out], { cwd })).toMatchObject({
      status: 0,
      out: 'Wrote mine.tlp: 40 images in 2 classes.\n',
    });
    expect((await tlp(['check', '--data', 'mine.tlp'], { cwd })).out).toContain('0 errors, 0 warnings');
  });

  test('prints the pipeline with --out -, and writes nothing', async () => {
    const cwd = await folderOf(classes({ 'data/cat': 4, 'data/dog': 4 }));
    const { status, out } = await tlp(['new', 'data', '--out', '-'], { cwd });
    expect(status).toBe(0);
    expect(await readdir(cwd)).toEqual(['data']);
    const check = await tlp(['check', '--data', '-'], { cwd, input: out });
    expect(check.out).toContain('1 file checked: 0 errors');
  });
});
