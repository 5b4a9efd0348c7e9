import { describe, expect, test } from 'vitest';
import { backbones } from '../backbones/catalogue.js';
import { memoryFiles } from '../testing/memory-files.js';
import { safetensorsText, shapesOf } from './example.js';
import { lookAtWeights } from './look.js';
import { recognise } from './recognise.js';

const path = '/work/weights';
const look = (text: string, size?: number) =>
  lookAtWeights({ ...memoryFiles({ [path]: text }), size: () => size }, path);

describe('a weight file is told by its beginning', () => {
  test.each([
    ['', { kind: 'other', problem: 'is empty' }],
    ['<!DOCTYPE html>', { kind: 'other', problem: 'is a web page', remedy: 'Download the file itself.' }],
    ['PK\u0003\u0004', { kind: 'unread' }],
    ['\u0001\0\0\0\0\0\0\0{', { kind: 'invalid', problem: 'its header is not JSON' }],
    ['\u0009\0\0\0\0\0\0\0{}', { kind: 'invalid', problem: 'its header claims 9 bytes in a file of 10' }],
  ])('%j', (text, seen) => {
    expect(look(text)).toMatchObject(seen);
  });

  test('one that is cut short by its size', () => {
    const whole = safetensorsText({ 'conv1.weight': [64, 3, 7, 7] });
    expect(look(whole, whole.length + 64 * 3 * 49 * 4)).toMatchObject({ kind: 'tensors' });
    expect(look(whole, 1000)).toMatchObject({
      kind: 'invalid',
      problem: expect.stringContaining('cut short'),
    });
  });

  test('one that only its host can read, and a folder', () => {
    const tensors = new Map([['conv1.weight', { dtype: 'float32', shape: [1] }]]);
    const files = memoryFiles({
      [path]: 'PK\u0003\u0004',
      '/work/model/saved_model.pb': '',
      '/work/other/a': '',
    });
    expect(lookAtWeights(files, path)).toEqual({ kind: 'unread' });
    const reading = { ...files, tensors: () => tensors };
    expect(lookAtWeights(reading, path)).toEqual({ kind: 'tensors', tensors });
    expect(lookAtWeights(reading, '/work/model')).toEqual({ kind: 'tensors', tensors });
    expect(lookAtWeights(reading, '/work/other')).toEqual({ kind: 'folder' });
  });

  test('one that is not there, with what is', () => {
    const files = memoryFiles({ '/work/a.pth': '' });
    expect(lookAtWeights(files, '/work/b.pth')).toEqual({ kind: 'missing', siblings: ['a.pth'] });
    expect(lookAtWeights({ ...files, complete: false }, '/work/b.pth')).toBeUndefined();
  });

  test('one that is there and can be neither listed nor read, as a pipe', () => {
    const files = { ...memoryFiles({ '/work/a.pth': '' }), head: () => undefined, size: () => 0 };
    expect(lookAtWeights(files, '/work/b.pth')).toEqual({ kind: 'irregular' });
  });
});

test.each(backbones.map((backbone) => [backbone.name, backbone] as const))(
  'the weights of %s are recognised by their names and shapes',
  (_, backbone) => {
    const shapes = shapesOf(backbone);
    const seen = look(safetensorsText(shapes));
    expect(seen?.kind).toBe('tensors');
    if (seen?.kind !== 'tensors') return;
    // A DeiT is the same network as the ViT of its size.
    const same = backbones.filter((one) => one.parameters === backbone.parameters);
    const twins = same.filter((one) => JSON.stringify(shapesOf(one)) === JSON.stringify(shapes));
    expect(twins.map(({ name }) => name)).toContain(recognise(seen.tensors)?.name);
  },
);
