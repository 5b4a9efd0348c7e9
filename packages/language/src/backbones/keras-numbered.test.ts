import { describe, expect, it } from 'vitest';
import { shapeInFile } from '../weights/file-shape.js';
import { fitWeights, type Headers } from '../weights/fit.js';
import { buildBackbone } from './build.js';
import { xception } from './xception.js';

const graph = buildBackbone(xception);
const [layout] = xception.layouts;

/** A file whose layers without a name are numbered from `first`, below a prefix. */
const fileOf = (first: number, prefix = ''): Headers =>
  new Map(
    graph.parameters.map(({ name, shape }) => {
      const place = layout!.locate(name);
      const tensor = place.tensor.replace(
        /^(conv2d|batch_normalization)(?:_(\d+))?\//,
        (_, kind, n = '0') => `${kind}_${Number(n) + first}/`,
      );
      return [`${prefix}${tensor}`, { dtype: 'float32', shape: shapeInFile(shape, place) }];
    }),
  );

describe('layers that Keras numbers are found by their order', () => {
  it('the catalogue has the numbers of a fresh session', () => {
    expect(layout!.locate('block2_shortcut/kernel').tensor).toBe('conv2d/kernel');
    expect(layout!.locate('block13_shortcut_bn/gamma').tensor).toBe('batch_normalization_3/gamma');
    expect(layout!.locate('block2_sepconv1_depthwise/kernel').tensor).toBe(
      'block2_sepconv1/depthwise_kernel',
    );
  });

  it.each([
    ['of Keras 2', 1, ''],
    ['of a network built after another one', 95, ''],
    ['of a nested model, with a tenth', 8, 'xception/'],
  ])('in a file %s', (_, first, prefix) => {
    const fit = fitWeights(fileOf(first, prefix), xception, graph);
    expect(fit).toHaveProperty('places');
    if (!('places' in fit)) return;
    const at = (name: string) => fit.places.find(({ parameter }) => parameter.name === name)?.tensor;
    expect(at('block2_shortcut/kernel')).toBe(`${prefix}conv2d_${first}/kernel`);
    expect(at('block13_shortcut/kernel')).toBe(`${prefix}conv2d_${first + 3}/kernel`);
  });
});
