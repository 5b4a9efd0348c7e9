import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildBackbone } from './build.js';
import { backbones } from './catalogue.js';

/** Tensor names and shapes of the reference implementation, written by `tools/goldens/backbones.py`. */
const published = (name: string): Readonly<Record<string, readonly number[]>> =>
  JSON.parse(readFileSync(new URL(`goldens/${name}.json`, import.meta.url), 'utf8'));

/** The graph's shape of a tensor that lies in a file as `transpose` says. */
const turned: Readonly<Record<string, (shape: readonly number[]) => readonly number[]>> = {
  none: (shape) => shape,
  oihw: ([o, i, h, w]) => [h!, w!, i!, o!],
  depthwise: ([c, m, h, w]) => [h!, w!, c!, m!],
  oi: ([o, i]) => [i!, o!],
};

describe.each(backbones)('the layouts of $name', (backbone) => {
  const shapes = published(backbone.name);
  const graph = buildBackbone(backbone);

  it.each(backbone.layouts)('$name finds every parameter, in the published shape', (layout) => {
    for (const { name, shape } of graph.parameters) {
      const { tensor, transpose } = layout.locate(name);
      expect([name, tensor, turned[transpose]?.(shapes[tensor] ?? [])]).toEqual([name, tensor, shape]);
    }
  });

  it.each(backbone.layouts)('$name uses every published tensor once', (layout) => {
    const { classifier } = backbone;
    const names = [...graph.parameters.map((p) => p.name), classifier!.kernel, classifier!.bias];
    expect(names.map((name) => layout.locate(name).tensor).sort()).toEqual(Object.keys(shapes).sort());
  });

  it.each(backbone.layouts)('$name finds the classifier', (layout) => {
    const { features, classes, kernel } = backbone.classifier!;
    const { tensor, transpose } = layout.locate(kernel);
    expect(turned[transpose]!(shapes[tensor]!)).toEqual([features, classes]);
  });

  it.each(backbone.layouts)('$name refuses a parameter that is not the backbone’s', (layout) => {
    expect(() => layout.locate('stem_conv_of_another/nonsense')).toThrow('knows no parameter');
  });
});
