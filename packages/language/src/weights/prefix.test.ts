import { expect, test } from 'vitest';
import { findPrefix } from './prefix.js';

const wanted = new Set(['conv1.weight', 'layer1.0.conv1.weight', 'layer1.0.conv1.bias']);
const under = (prefix: string) => [...wanted].map((name) => prefix + name);

test.each([
  ['bare names', under(''), { prefix: '', found: 3 }],
  ['Lightning', [...under('model.'), 'criterion.weight'], { prefix: 'model.', found: 3 }],
  [
    'DataParallel around torch.compile',
    under('module._orig_mod.'),
    { prefix: 'module._orig_mod.', found: 3 },
  ],
  ['a counter beside it', ['n_averaged', ...under('module.')], { prefix: 'module.', found: 3 }],
  ['another network beside it', [...under('net.'), 'conv1.weight'], { prefix: 'net.', found: 3 }],
  ['names that are bare and a copy', [...under('ema.'), ...under('')], { prefix: '', found: 3 }],
  ['a part of the names', under('model.').slice(1), { prefix: 'model.', found: 2 }],
  ['nothing of it', ['stem.weight', 'a.b.c.d.e.f.g.h.i.j.conv1.weight'], { prefix: '', found: 0 }],
  ['no names', [], { prefix: '', found: 0 }],
])('%s', (_, names, found) => {
  expect(findPrefix(names, wanted)).toEqual(found);
});

test('a model that another one of Keras holds', () => {
  const layers = new Set(['Conv1/kernel', 'bn_Conv1/gamma']);
  const nested = [...layers].map((name) => `mobilenetv2_1.00_160/${name}`);
  expect(findPrefix([...nested, 'dense/kernel'], layers)).toEqual({
    prefix: 'mobilenetv2_1.00_160/',
    found: 2,
  });
});

test('two whole networks are not told apart', () => {
  const moco = [...under('encoder_q.'), ...under('encoder_k.')];
  expect(findPrefix(moco, wanted)).toEqual({ rivals: ['encoder_q.', 'encoder_k.'] });
});
