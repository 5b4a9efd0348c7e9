import { describe, expect, test } from 'vitest';
import { configuredLayers } from './config.js';
import { groupedNames } from './grouped-names.js';
import { numberedNames } from './numbered-names.js';
import { numberedLayers, pathOfClass, variableNames } from './variables.js';

describe('the older format', () => {
  test.each([
    ['Keras 2', 'conv1/conv1/kernel:0', 'conv1/kernel'],
    ['Keras 3', 'conv1/conv1/kernel', 'conv1/kernel'],
    ['a layer of a Sequential', 'head/whole/head/kernel', 'head/kernel'],
    ['a nested model', 'tiny/conv1/kernel:0', 'tiny/conv1/kernel'],
    ['a nested model that names itself', 'tiny/tiny/conv1/kernel', 'tiny/conv1/kernel'],
    ['Keras 1', 'block1_conv1/block1_conv1_W_1:0', 'block1_conv1/kernel'],
    ['Keras 1, batch-norm', 'bn2a/bn2a_running_std:0', 'bn2a/moving_variance'],
    ['a recurrent layer', 'lstm/lstm/lstm_cell/kernel:0', 'lstm/lstm_cell/kernel'],
    ['a depthwise convolution of Keras 2', 'dw/dw/depthwise_kernel:0', 'dw/kernel'],
    ['a name with a slash', 'block1/conv/block1/conv/kernel:0', 'block1/conv/kernel'],
  ])('%s: %s', (_, path, name) => {
    expect(groupedNames([path]).get(path)).toBe(name);
  });

  test('a separable convolution has two kernels', () => {
    const paths = ['sep/sep/depthwise_kernel:0', 'sep/sep/pointwise_kernel:0'];
    expect([...groupedNames(paths).values()]).toEqual(['sep/depthwise_kernel', 'sep/pointwise_kernel']);
  });

  test('names that would fall together stay apart', () => {
    expect([...groupedNames(['a/a/kernel', 'a/x/a/kernel']).values()]).toEqual(['a/kernel', 'a/x/a/kernel']);
  });
});

describe('the format of Keras 3', () => {
  const names = (paths: readonly string[], named: Record<string, string> = {}, config?: unknown) => [
    ...numberedNames(paths, (layer) => named[layer], configuredLayers(config)).values(),
  ];

  test('by the names that newer files keep', () => {
    const paths = ['layers/functional/layers/conv2d_3/vars/0', 'layers/functional/layers/conv2d_3/vars/1'];
    const named = { 'layers/functional': 'tiny', 'layers/functional/layers/conv2d_3': 'conv1' };
    expect(names(paths, named)).toEqual(['tiny/conv1/kernel', 'tiny/conv1/bias']);
  });

  test('by the configuration, where files keep no names', () => {
    const layer = (className: string, name: string, more = {}) => ({
      class_name: className,
      config: { name, ...more },
    });
    const config = layer('Sequential', 'whole', {
      layers: [
        layer('Functional', 'tiny', {
          layers: [
            layer('Conv2D', 'a'),
            layer('Conv2D', 'b', { use_bias: false }),
            layer('BatchNormalization', 'n', { center: false }),
          ],
        }),
        layer('Dense', 'head'),
      ],
    });
    const inner = 'layers/functional/layers';
    expect(
      names(
        [
          `${inner}/conv2d_1/vars/0`,
          ...[0, 1, 2].map((i) => `${inner}/batch_normalization/vars/${i}`),
          'layers/dense/vars/1',
          'layers/dense/vars/0',
        ],
        {},
        config,
      ),
    ).toEqual([
      'tiny/b/kernel',
      ...['gamma', 'moving_mean', 'moving_variance'].map((name) => `tiny/n/${name}`),
      'head/bias',
      'head/kernel',
    ]);
  });

  test('a layer that an attribute holds, by the name that Keras gave it', () => {
    expect(names(['side1/vars/0', 'side1/vars/1'], { side1: 'conv2d_4' })).toEqual([
      'conv2d_4/kernel',
      'conv2d_4/bias',
    ]);
  });

  test('a layer without a name keeps its path', () => {
    expect(names(['layers/conv2d_3/vars/0'])).toEqual(['layers/conv2d_3/vars/0']);
  });

  test('attributes of a model in code are left out where the layers tell themselves apart', () => {
    const named = { 'block1/layers/conv2d': 'block1_conv1', 'block2/layers/conv2d': 'block2_conv1' };
    const paths = ['block1/layers/conv2d/vars/0', 'block2/layers/conv2d/vars/0'];
    expect(names(paths, named)).toEqual(['block1_conv1/kernel', 'block2_conv1/kernel']);
    const same = { 'block1/layers/conv2d': 'conv', 'block2/layers/conv2d': 'conv' };
    expect(names(paths, same)).toEqual(['block1/conv/kernel', 'block2/conv/kernel']);
  });

  test('layers are numbered by class in the order of the model', () => {
    const order = [
      ['conv1', 'Conv2D'],
      ['bn1', 'BatchNormalization'],
      ['conv2', 'Conv2D'],
    ] as const;
    expect(Object.fromEntries(numberedLayers(order))).toEqual({
      conv1: 'conv2d',
      bn1: 'batch_normalization',
      conv2: 'conv2d_1',
    });
  });

  test.each([
    ['DepthwiseConv2D', 'depthwise_conv2d'],
    ['ReLU', 're_lu'],
    ['BatchNormalization', 'batch_normalization'],
    ['LayerScale', 'layer_scale'],
    ['PReLU', 'p_re_lu'],
  ])('the class %s is %s in a path', (name, path) => {
    expect(pathOfClass(name)).toBe(path);
  });

  test('variables by their number alone', () => {
    expect(variableNames('batch_normalization', 3)).toEqual(['beta', 'moving_mean', 'moving_variance']);
    expect(variableNames('dense', 1)).toEqual(['kernel']);
    expect(variableNames('separable_conv2d', 2)).toEqual(['depthwise_kernel', 'pointwise_kernel']);
    expect(variableNames('dense', 5)).toBeUndefined();
    expect(variableNames('own_layer', 1)).toBeUndefined();
  });
});
