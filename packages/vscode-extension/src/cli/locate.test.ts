import { join } from 'node:path';
import { expect, test } from 'vitest';
import { locate } from './locate.js';

const here = { path: '', folder: '/work', platform: 'linux', exists: () => false };
const local = join('/work', 'node_modules', '.bin', 'tlp');

test.each([
  ['the one on the PATH', here, { command: 'tlp', args: [], shell: false }],
  [
    "the workspace's own before it",
    { ...here, exists: (p: string) => p === local },
    { command: local, args: [], shell: false },
  ],
  [
    'the setting before both',
    { ...here, path: '/opt/tlp', exists: () => true },
    { command: '/opt/tlp', args: [], shell: false },
  ],
  [
    'a script with Node',
    { ...here, path: 'dist/tlp.js' },
    { command: 'node', args: ['dist/tlp.js'], shell: false },
  ],
  [
    "npm's script by a shell on Windows",
    { ...here, platform: 'win32' },
    { command: 'tlp', args: [], shell: true },
  ],
  [
    'any where no folder is open',
    { ...here, folder: undefined, exists: () => true },
    { command: 'tlp', args: [], shell: false },
  ],
])('finds %s', (_what, where, expected) => {
  expect(locate(where)).toEqual(expected);
});
