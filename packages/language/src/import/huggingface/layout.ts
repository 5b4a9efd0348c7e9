/** The names that Transformers gives to tensors, new and old. */
import type { TensorLocation, WeightLayout } from '../../backbones/card.js';
import { type TorchModule, torchLayout } from '../../backbones/torch-layout.js';

/** What TensorFlow calls the parameters of a normalization, which files made of its checkpoints still do. */
const old: Readonly<Record<string, string>> = { gamma: 'gamma', beta: 'beta' };

/** What stands before all names, such as `bert.`, is found by `fitWeights`. */
export function transformersLayout(modules: readonly (readonly [string, TorchModule])[]): WeightLayout {
  const layout = torchLayout('transformers', new Map(modules));
  const named = (parameter: string): TensorLocation => {
    const place = layout.locate(parameter);
    const name = old[parameter.slice(parameter.lastIndexOf('/') + 1)];
    if (name === undefined) return place;
    return { ...place, tensor: place.tensor.replace(/[^.]+$/, name) };
  };
  return {
    ...layout,
    forFile: (tensors) =>
      tensors.some((tensor) => tensor.endsWith('LayerNorm.gamma')) ? { ...layout, locate: named } : layout,
  };
}

/** The names of the graph itself, which a finished run has: what it adapted can begin another. */
export const runLayout: WeightLayout = {
  name: 'tlp',
  locate: (parameter) => ({ tensor: parameter, transpose: 'none' }),
};
