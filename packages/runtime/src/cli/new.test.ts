import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classes, folderOf } from '../data/testing.js';
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
});
