import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { sha256 } from '../files/hash.js';
import { takeFromSibling } from './from-sibling.js';
import { setupNative } from './install.js';
import { targetOf } from './target.js';
import { temporaryFolder } from './testing/temporary.js';

const target = { id: 'test-x64' };
const library = path.join('lib', 'library.so');
const wheel = {
  ...targetOf('linux', 'x64')!.wheel!,
  version: '9.9',
  libraries: { [library]: sha256('code') },
};

/** The folder of native libraries, with one installation; and the folder of one that is being made. */
async function besides(content: string, version = wheel.version) {
  const cache = temporaryFolder();
  const bindingPath = path.join('lib', 'binding.node');
  const install = async (folder: string) => {
    await mkdir(path.join(folder, 'lib'));
    await mkdir(path.join(folder, 'include'));
    await writeFile(path.join(folder, library), content);
    await writeFile(path.join(folder, 'include', 'c_api.h'), 'header');
    await writeFile(path.join(folder, bindingPath), 'binding of other ops');
    return {
      ...({ source: 'wheel', tensorflow: version, binding: 'compiled' } as const),
      platform: target.id,
      bindingPath,
    };
  };
  const name = `tensorflow-${version}-kernels-old-${target.id}`;
  const sourcesOf = () => [{ name, folder: name, neededBytes: 1, install }];
  const { folder: sibling } = await setupNative({ target, env: { TLP_CACHE: cache }, sourcesOf });
  const folder = path.join(path.dirname(sibling), 'new');
  await mkdir(folder);
  return { sibling, folder };
}

it('links the libraries and copies the headers of an installation with other ops, but not its binding', async () => {
  const { sibling, folder } = await besides('code');
  expect(await takeFromSibling(target, wheel, folder)).toBe(true);
  expect(await readdir(path.join(folder, 'lib'))).toEqual(['library.so']);
  expect((await stat(path.join(folder, library))).ino).toBe((await stat(path.join(sibling, library))).ino);
  expect(await readFile(path.join(folder, 'include', 'c_api.h'), 'utf8')).toBe('header');
});

it.each([
  ['one of another version', 'code', '9.8'],
  ['one whose library is not the published one', 'damaged', '9.9'],
])('takes nothing from %s', async (_what, content, version) => {
  const { folder } = await besides(content, version);
  expect(await takeFromSibling(target, wheel, folder)).toBe(false);
  expect(await readdir(folder)).toEqual([]);
});
