import { describe, expect, test } from 'vitest';
import { indexFiles } from './file-index.js';

const images = [
  'a.jpg',
  'b.png',
  'x/c.jpg',
  'x/d.v2.jpg',
  'y/d.jpg',
  'y/e.jpg',
  'z/e.png',
  'f.jpg',
  'f.png',
  'caf\u00e9.jpg',
];

describe('a table beside the folder `photos`', () => {
  const find = indexFiles(images, '/home/ada/photos', '/home/ada/labels.csv');
  test.each([
    ['a.jpg', ['a.jpg'], 'a path below the data folder'],
    ['./a.jpg', ['a.jpg'], 'with a point'],
    ['x/c.jpg', ['x/c.jpg'], 'with a folder'],
    ['x\\c.jpg', ['x/c.jpg'], 'as Windows has it'],
    ['x//c.jpg', ['x/c.jpg'], 'with two slashes'],
    ['photos/x/c.jpg', ['x/c.jpg'], 'a path beside the table'],
    ['../ada/photos/x/c.jpg', ['x/c.jpg'], 'on the way over another folder'],
    ['/home/ada/photos/b.png', ['b.png'], 'a whole path'],
    ['b', ['b.png'], 'without its ending'],
    ['photos/b', ['b.png'], 'beside the table without its ending'],
    ['x/d.v2', ['x/d.v2.jpg'], 'with a point in its name'],
    ['c.jpg', ['x/c.jpg'], 'a name that only one folder has'],
    ['c', ['x/c.jpg'], 'such a name without its ending'],
    ['e', ['y/e.jpg', 'z/e.png'], 'a name that two folders have'],
    ['f', ['f.jpg', 'f.png'], 'a name with two endings'],
    ['f.png', ['f.png'], 'one of these'],
    ['cafe\u0301.jpg', ['caf\u00e9.jpg'], 'another spelling in Unicode'],
    ['z/c.jpg', [], 'a folder that is not there'],
    ['g.jpg', [], 'a name that is not there'],
    ['A.jpg', [], 'another case'],
    ['', [], 'nothing'],
  ])('%j means %j: %s', (written, files, _) => {
    expect(find(written)).toEqual(files);
  });
});

test('a table in the data folder', () => {
  const find = indexFiles(images, '/data', '/data/meta/labels.csv');
  expect([find('../a.jpg'), find('x/c.jpg')]).toEqual([['a.jpg'], ['x/c.jpg']]);
});

test('paths of Windows', () => {
  const find = indexFiles(images, 'C:\\data\\photos', 'C:\\data\\labels.csv');
  expect([find('photos\\a.jpg'), find('C:\\data\\photos\\a.jpg')]).toEqual([['a.jpg'], ['a.jpg']]);
});
