import path from 'node:path';
import { expect, test } from 'vitest';
import { classes, folderOf, image } from '../modalities/images/testing.js';
import { tlp } from './testing.fixture.js';

const features = (cwd: string, ...inputs: readonly string[]) =>
  tlp(['features', 'mobilenet_v2', ...inputs, '--weights', 'random', '--input', '32'], { cwd });

const pathsIn = (csv: string): readonly string[] =>
  csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(',')));

test('a folder gives its images, and what is left out is told', async () => {
  const cwd = await folderOf({
    ...classes({ 'in/a': 1 }),
    'in/scan.bmp': 'BM',
    'in/@eaDir/1.jpg': 'x',
    'in/notes.txt': 'x',
    'in/runs/p/run.json': '{}',
    'in/runs/p/metrics.jsonl': '',
    'in/runs/p/1.png': true,
  });
  const { status, out, err } = await features(cwd, 'in');
  expect([status, pathsIn(out)]).toEqual([0, [path.join('in', 'a', '0.png')]]);
  expect(err).toContain('1 image in BMP is left out: scan.bmp.');
  expect(err).toContain('1 system file or folder is ignored: @eaDir.');
  expect(err).not.toContain('notes.txt');
});

test.skipIf(process.platform === 'darwin')('a folder is found by another spelling of its name', async () => {
  const cwd = await folderOf({ 'cafe\u0301/1.png': await image('a') });
  const { status, out } = await features(cwd, 'caf\u00e9');
  expect([status, pathsIn(out)]).toEqual([0, [path.join('cafe\u0301', '1.png')]]);
});
