import type { TensorLocation, WeightLayout } from './card.js';

/** PyTorch's names of a layer's tensors, by the graph's (Keras's) names. */
const TENSORS: Readonly<Record<string, string>> = {
  kernel: 'weight',
  bias: 'bias',
  embeddings: 'weight',
  gamma: 'weight',
  beta: 'bias',
  moving_mean: 'running_mean',
  moving_variance: 'running_var',
};

/** How a module's kernel lies in a PyTorch file: `[out,in,kh,kw]`, `[C,1,kh,kw]`, `[out,in]`, or `[in,out]` as in the graph. */
export type TorchKernel = 'oihw' | 'depthwise' | 'oi' | 'io';

/** The PyTorch module a layer's parameters come from. */
export interface TorchModule {
  readonly path: string;
  /** Whether it stands beside the network, as a head does. */
  readonly beside?: true;
  /** Absent where the module has no kernel (batch-norm). */
  readonly kernel?: TorchKernel;
  /** Of a matrix that reads a flattened map. */
  readonly turn?: TensorLocation['turn'];
  /** Where several layers of the same sizes lie in one module, their outputs one after another: which one, of how many. */
  readonly fused?: {
    readonly index: number;
    readonly of: number;
    readonly inputs: number;
    readonly units: number;
  };
}

export const conv = (path: string): TorchModule => ({ path, kernel: 'oihw' });
export const depthwise = (path: string): TorchModule => ({ path, kernel: 'depthwise' });
export const linear = (path: string): TorchModule => ({ path, kernel: 'oi' });
export const norm = (path: string): TorchModule => ({ path });
export const table = (path: string): TorchModule => ({ path });

/** A layout in which every layer of the graph is one PyTorch module, found by the layer's name. */
export function torchLayout(
  name: string,
  modules: { get(layer: string): TorchModule | undefined },
): WeightLayout {
  return {
    name,
    locate(parameter) {
      const slash = parameter.lastIndexOf('/');
      const module = modules.get(parameter.slice(0, slash));
      const beside = module?.beside ? ({ beside: true } as const) : {};
      const kind = parameter.slice(slash + 1);
      const tensor = TENSORS[kind];
      if (!module || !tensor) throw new Error(`The layout ${name} knows no parameter ${parameter}.`);
      const place = `${module.path}.${tensor}`;
      if (module.fused) return { tensor: place, ...fusedPlace(module.fused, kind === 'kernel') };
      if (kind !== 'kernel') return { tensor: place, transpose: 'none', ...beside };
      const { kernel = 'io', turn } = module;
      const transpose = kernel === 'io' ? 'none' : kernel;
      return { tensor: place, transpose, ...(turn === undefined ? {} : { turn }), ...beside };
    },
  };
}

/** One of several kernels `[in,of·units]`, or of their biases. */
function fusedPlace(
  { index, of, inputs, units }: NonNullable<TorchModule['fused']>,
  isKernel: boolean,
): Omit<TensorLocation, 'tensor'> {
  const place = { transpose: 'none', part: { index, of } } as const;
  if (!isKernel) return place;
  return { ...place, shape: [inputs, of * units], turn: { view: [inputs, of, units], permute: [1, 0, 2] } };
}
