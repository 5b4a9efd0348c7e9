import { describe, expect, test } from 'vitest';
import { blocks, homesOf } from '../schema/index.js';
import { nearest } from './did-you-mean.js';

const properties = (block: keyof typeof blocks): readonly string[] => Object.keys(blocks[block].properties);

describe('a name of another library', () => {
  test.each([
    ['batch_size', properties('data'), 'batch'],
    ['val_split', properties('data'), 'split'],
    ['val_split', ['train', 'validation', 'test'], 'validation'],
    ['lr', properties('phase'), 'learning_rate'],
    ['learningRate', properties('phase'), 'learning_rate'],
    ['lr', ['rate', 'end', 'warmup'], 'rate'],
    ['optim', properties('phase'), 'optimizer'],
    ['EarlyStopping', properties('phase'), 'early_stop'],
    ['image_size', properties('backbone'), 'input'],
    ['GlobalAveragePooling2D', ['pool', 'flatten', 'dense'], 'pool'],
    ['OneCycleLR', ['constant', 'cosine', 'one_cycle'], 'one_cycle'],
    ['f1', ['loss', 'accuracy', 'macro_f1'], 'macro_f1'],
    ['auc', ['loss', 'accuracy', 'roc_auc'], 'roc_auc'],
    ['BCEWithLogitsLoss', ['cross_entropy', 'binary_cross_entropy', 'focal'], 'binary_cross_entropy'],
    ['MeanSquaredError', ['mse', 'huber'], 'mse'],
    ['model', ['backbone', 'data', 'head', 'schedule'], 'backbone'],
  ])('%s is known', (name, known, meant) => {
    expect(nearest(name, known)).toBe(meant);
  });

  test('means nothing where what it stands for has no place', () => {
    expect(nearest('lr', properties('backbone'))).toBeUndefined();
  });
});

test.each([
  ['batch_size', 'phase', ['data']],
  ['lr', 'data', ['phase']],
] as const)('%s belongs where its meaning has a place', (name, block, homes) => {
  expect(nearest(name, properties(block))).toBeUndefined();
  expect(homesOf(name)).toEqual(homes);
});
