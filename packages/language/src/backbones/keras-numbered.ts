/**
 * Weight files of networks whose layers have no names of their own in Keras, which then numbers them kind by kind: `conv2d`,
 * `conv2d_1`. The numbers go on through a session, so that the first layer of a network built after another one may be
 * `conv2d_95`; Keras 2 began with `conv2d_1`. Only the order is sure.
 */
import { GraphBuilder } from '../graph/builder.js';
import { float32 } from '../graph/shape.js';
import type { Layer, Ref } from '../graph/types.js';
import type { WeightLayout } from './card.js';
import { type KerasLayer, kerasLayout } from './keras-layout.js';

/** What Keras calls a kind of layer of ours. */
const kinds: Readonly<Record<string, string>> = { conv2d: 'conv2d', batch_norm: 'batch_normalization' };

interface Numbered<P extends object> {
  /** Of the graph, in the order in which Keras makes them. */
  layers(): readonly Layer[];
  /** Keras's layer where it has a name; undefined where it is numbered. */
  named(layer: string): KerasLayer | string | undefined;
  readonly preprocessing?: P;
}

/** As `kerasLayout`, with numbers from 0; a file has its own. */
export function kerasNumberedLayout<P extends object = never>({
  layers,
  named,
  ...options
}: Numbered<P>): WeightLayout<P> {
  let known: ReadonlyMap<string, KerasLayer | string | undefined> | undefined;
  const get = (layer: string): KerasLayer | string | undefined => {
    if (layer === 'classifier') return named(layer);
    known ??= namesOf(layers(), named);
    return known.get(layer);
  };
  const layout = kerasLayout<P>({ get }, options);
  return { ...layout, forFile: (tensors) => renumbered(layout, tensors) };
}

function namesOf(
  layers: readonly Layer[],
  named: Numbered<object>['named'],
): ReadonlyMap<string, KerasLayer | string> {
  const counts = new Map<string, number>();
  return new Map(
    layers.map(({ name, kind }) => {
      const own = named(name);
      if (own !== undefined) return [name, own];
      const known = kinds[kind] ?? kind;
      const n = counts.get(known) ?? 0;
      counts.set(known, n + 1);
      return [name, n === 0 ? known : `${known}_${n}`];
    }),
  );
}

const numberedTensor = new RegExp(`^(${Object.values(kinds).join('|')})(?:_(\\d+))?/`);

/** The n-th layer of a kind is the one with the n-th number of that kind in the file. */
function renumbered<P extends object>(layout: WeightLayout<P>, tensors: readonly string[]): WeightLayout<P> {
  const found = new Map<string, Set<number>>();
  for (const tensor of tensors) {
    const [, kind, number = '0'] = numberedTensor.exec(tensor.split('/').slice(-2).join('/')) ?? [];
    if (kind === undefined) continue;
    const numbers = found.get(kind) ?? new Set();
    found.set(kind, numbers.add(Number(number)));
  }
  const inOrder = new Map([...found].map(([kind, numbers]) => [kind, [...numbers].sort((a, b) => a - b)]));
  return {
    ...layout,
    locate(parameter) {
      const place = layout.locate(parameter);
      const tensor = place.tensor.replace(numberedTensor, (whole, kind: string, n: string | undefined) => {
        const number = inOrder.get(kind)?.[Number(n ?? 0)];
        if (number === undefined) return whole;
        return number === 0 ? `${kind}/` : `${kind}_${number}/`;
      });
      return { ...place, tensor };
    },
  };
}

/** Layers of a graph that reads images, in the order in which it is built. */
export function layersOfImages(build: (b: GraphBuilder, image: Ref) => Ref, size: number): readonly Layer[] {
  const b = new GraphBuilder();
  return b.finish([build(b, b.input('image', float32('batch', size, size, 3)))]).layers;
}
