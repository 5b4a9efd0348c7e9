import { existsSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { shapeInFile } from '../weights/file-shape.js';
import { buildBackbone } from './build.js';
import type { Backbone, WeightLayout } from './card.js';
import { backbones } from './catalogue.js';
import { withChosenTop } from './published-top.js';

type Shapes = Readonly<Record<string, readonly number[]>>;

/** Of the backbones whose references are not in the repository, `npm run parity` says where they are. */
const folder = process.env.TLP_GOLDENS
  ? pathToFileURL(`${process.env.TLP_GOLDENS}/layouts/`)
  : new URL('goldens/', import.meta.url);

/** Tensor names and shapes of a file, written by `tools/goldens/backbones.py`; the first layout is the reference's. */
function published({ name, layouts }: Backbone, layout: WeightLayout<object>): Shapes | undefined {
  const file = layout === layouts[0] ? name : `${name}.${layout.name}`;
  const url = new URL(`${file}.json`, folder);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : undefined;
}

/** Those with hidden layers in the published classifier, ending in them. */
const toppedBackbones = backbones
  .filter(({ classifier }) => classifier?.hidden)
  .map((backbone) => withChosenTop(backbone, { top: 'published' }));

const each = [...backbones, ...toppedBackbones].flatMap((backbone) =>
  backbone.layouts.flatMap((layout) => {
    const shapes = published(backbone, layout);
    return shapes ? [{ backbone, layout, shapes }] : [];
  }),
);

it('has the names of a file of every family', () => {
  const seen = new Set(each.map(({ backbone }) => backbone.family));
  expect([...new Set(backbones.map(({ family }) => family))].filter((family) => !seen.has(family))).toEqual(
    [],
  );
});

describe.each(each)(
  'the layout $layout.name of $backbone.name $backbone.top',
  ({ backbone, layout, shapes }) => {
    const graph = buildBackbone(backbone);
    const { classifier } = backbone;

    it('finds every parameter, in the published shape', () => {
      for (const { name, shape } of graph.parameters) {
        const place = layout.locate(name);
        expect([name, place.tensor, shapes[place.tensor]]).toEqual([
          name,
          place.tensor,
          shapeInFile(shape, place),
        ]);
      }
    });

    it('uses every published tensor once, and each part of it', () => {
      const ends = classifier ? [classifier.kernel, classifier.bias] : [];
      const used = [...graph.parameters.map((p) => p.name), ...ends].map((name) => layout.locate(name));
      const names = new Set(used.map(({ tensor }) => tensor));
      const rest = Object.keys(shapes).filter((tensor) => names.has(tensor) || !backbone.unread?.(tensor));
      expect([...names].sort()).toEqual(rest.sort());
      const parts = used.map(({ tensor, part }) => `${tensor} ${part?.index ?? 0}`);
      expect(new Set(parts).size).toBe(parts.length);
    });

    it.skipIf(!classifier)('finds the classifier', () => {
      const { features, classes, kernel } = classifier!;
      const place = layout.locate(kernel);
      expect(shapes[place.tensor]).toEqual(shapeInFile([features, classes], place));
    });

    it('refuses a parameter that is not the backbone’s', () => {
      expect(() => layout.locate('stem_conv_of_another/nonsense')).toThrow('knows no parameter');
    });
  },
);
