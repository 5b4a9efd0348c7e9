/**
 * What the layers of Keras 3 save, in their order (`save_own_variables` of keras/src/layers): its files number variables and
 * do not name them.
 */

interface Saved {
  readonly names: readonly string[];
  /** Of these, the ones that a layer may lack: by the setting that takes them away, the likeliest first. */
  readonly optional?: Readonly<Record<string, string>>;
}

const kernelAndBias: Saved = { names: ['kernel', 'bias'], optional: { bias: 'use_bias' } };
const separable: Saved = {
  names: ['depthwise_kernel', 'pointwise_kernel', 'bias'],
  optional: { bias: 'use_bias' },
};
const scaleAndShift = { gamma: 'scale', beta: 'center' };
const normalized: Saved = { names: ['gamma', 'beta'], optional: { beta: 'center', gamma: 'scale' } };
const cell: Saved = { names: ['kernel', 'recurrent_kernel', 'bias'], optional: { bias: 'use_bias' } };

/** By class, as Keras writes classes into paths. */
const layers: Readonly<Record<string, Saved>> = {
  conv1d: kernelAndBias,
  conv2d: kernelAndBias,
  conv3d: kernelAndBias,
  conv1d_transpose: kernelAndBias,
  conv2d_transpose: kernelAndBias,
  conv3d_transpose: kernelAndBias,
  depthwise_conv1d: kernelAndBias,
  depthwise_conv2d: kernelAndBias,
  separable_conv1d: separable,
  separable_conv2d: separable,
  dense: kernelAndBias,
  einsum_dense: kernelAndBias,
  batch_normalization: {
    names: ['gamma', 'beta', 'moving_mean', 'moving_variance'],
    optional: scaleAndShift,
  },
  layer_normalization: normalized,
  group_normalization: normalized,
  rms_normalization: { names: ['scale'] },
  normalization: { names: ['mean', 'variance', 'count'] },
  layer_scale: { names: ['gamma'] },
  p_re_lu: { names: ['alpha'] },
  embedding: { names: ['embeddings'] },
  // Parts of layers, by the attribute that holds them: of attention, and of recurrent layers.
  query_dense: kernelAndBias,
  key_dense: kernelAndBias,
  value_dense: kernelAndBias,
  output_dense: kernelAndBias,
  cell,
};

/**
 * The variables' names of a layer that saved `count` of them; undefined where that is not known.
 * @param kind its class in a path: `batch_normalization`
 * @param config its settings, where the file has them
 */
export function variableNames(
  kind: string,
  count: number,
  config: Readonly<Record<string, unknown>> = {},
): readonly string[] | undefined {
  const saved = Object.hasOwn(layers, kind) ? layers[kind] : undefined;
  if (!saved) return undefined;
  const { names, optional = {} } = saved;
  const set = names.filter((name) => config[optional[name] ?? ''] !== false);
  if (set.length === count) return set;
  // Without settings, the number alone tells: batch-norm without a scale is common, without a center hardly known.
  const gone = Object.keys(optional).slice(0, names.length - count);
  const left = names.filter((name) => !gone.includes(name));
  return left.length === count ? left : undefined;
}

/** As Keras spells a class in a path: `DepthwiseConv2D` is `depthwise_conv2d` (`to_snake_case` of keras/src/utils/naming.py). */
export const pathOfClass = (name: string): string =>
  name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();

/**
 * Where Keras 3 saves layers: `conv2d_3` for the fourth `Conv2D` in the order of the model, which is by depth and not by
 * name. By the layers' names.
 */
export function numberedLayers(
  ordered: readonly (readonly [layer: string, className: string])[],
): ReadonlyMap<string, string> {
  const used = new Map<string, number>();
  return new Map(
    ordered.map(([layer, className]) => {
      const kind = pathOfClass(className);
      const number = used.get(kind) ?? 0;
      used.set(kind, number + 1);
      return [layer, number === 0 ? kind : `${kind}_${number}`];
    }),
  );
}

/** The class in a segment of a path: `conv2d_3` is a `conv2d`. */
export const kindOf = (segment: string): string => segment.replace(/^_/, '').replace(/_\d+$/, '');
