import type { WeightLayout } from './card.js';

/** Parameter names of a graph's layer, which are Keras's own, where a layer of Keras keeps them under another name. */
export interface KerasLayer {
  readonly layer: string;
  /** `{ kernel: 'pointwise_kernel' }` for the 1×1 part of a separable convolution. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Shapes in the file where they have more dimensions: `{ kernel: [1, 1, 1024, 1000] }` where a convolution is the classifier. */
  readonly shapes?: Readonly<Record<string, readonly number[]>>;
}

/**
 * A layout in which every layer of the graph is one layer of Keras, its tensors named `layer/variable`. Keras and the graph
 * both have kernels HWIO, depthwise kernels `[kh,kw,C,1]` and matrices IO, so nothing is transposed.
 */
export function kerasLayout<P extends object = never>(
  layers: { get(layer: string): KerasLayer | string | undefined },
  options: { readonly name?: string; readonly preprocessing?: P } = {},
): WeightLayout<P> {
  const { name = 'keras', preprocessing } = options;
  return {
    name,
    ...(preprocessing === undefined ? {} : { preprocessing }),
    locate(parameter) {
      const slash = parameter.lastIndexOf('/');
      const found = layers.get(parameter.slice(0, slash));
      if (found === undefined) throw new Error(`The layout ${name} knows no parameter ${parameter}.`);
      const {
        layer,
        variables = {},
        shapes = {},
      }: KerasLayer = typeof found === 'string' ? { layer: found } : found;
      const variable = parameter.slice(slash + 1);
      const shape = shapes[variable];
      const tensor = `${layer}/${variables[variable] ?? variable}`;
      return { tensor, transpose: 'none', ...(shape ? { shape } : {}) };
    },
  };
}
