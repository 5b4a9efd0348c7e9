import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildBackbone } from './build.js';
import type { Backbone, WeightLayout } from './card.js';
import { backbones } from './catalogue.js';

/** Tensor names and shapes of a file, written by `tools/goldens/backbones.py`; the first layout is the reference's. */
function published(
  { name, layouts }: Backbone,
  layout: WeightLayout,
): Readonly<Record<string, readonly number[]>> {
  const file = layout === layouts[0] ? name : `${name}.${layout.name}`;
  return JSON.parse(readFileSync(new URL(`goldens/${file}.json`, import.meta.url), 'utf8'));
}

/** The graph's shape of a tensor that lies in a file as `transpose` says. */
const turned: Readonly<Record<string, (shape: readonly number[]) => readonly number[]>> = {
  none: (shape) => shape,
  oihw: ([o, i, h, w]) => [h!, w!, i!, o!],
  depthwise: ([c, m, h, w]) => [h!, w!, c!, m!],
  oi: ([o, i]) => [i!, o!],
};

const each = backbones.flatMap((backbone) => backbone.layouts.map((layout) => ({ backbone, layout })));

describe.each(each)('the layout $layout.name of $backbone.name', ({ backbone, layout }) => {
  const shapes = published(backbone, layout);
  const graph = buildBackbone(backbone);
  const { classifier } = backbone;

  it('finds every parameter, in the published shape', () => {
    for (const { name, shape } of graph.parameters) {
      const { tensor, transpose, part } = layout.locate(name);
      const [first = 0, ...rest] = shapes[tensor] ?? [];
      expect([name, tensor, turned[transpose]?.([first / (part?.of ?? 1), ...rest])]).toEqual([
        name,
        tensor,
        shape,
      ]);
    }
  });

  it('uses every published tensor once, and each part of it', () => {
    const names = [...graph.parameters.map((p) => p.name), classifier!.kernel, classifier!.bias];
    const used = names.map((name) => layout.locate(name));
    expect([...new Set(used.map(({ tensor }) => tensor))].sort()).toEqual(Object.keys(shapes).sort());
    const parts = used.map(({ tensor, part }) => `${tensor} ${part?.index ?? 0}`);
    expect(new Set(parts).size).toBe(parts.length);
  });

  it('finds the classifier', () => {
    const { features, classes, kernel } = classifier!;
    const { tensor, transpose } = layout.locate(kernel);
    expect(turned[transpose]!(shapes[tensor]!)).toEqual([features, classes]);
  });

  it('refuses a parameter that is not the backbone’s', () => {
    expect(() => layout.locate('stem_conv_of_another/nonsense')).toThrow('knows no parameter');
  });
});
