/**
 * Names for the variables of Keras's older format (`.h5`), where each layer has a group that holds its variables under
 * their own names: `conv1/conv1/kernel:0`. Keras 2 and 3 write it, and Keras 1 wrote what Keras-Applications published.
 */

/** How Keras 1 called what its later versions do; the end of a name such as `block1_conv1_W`. */
const keras1: Readonly<Record<string, string>> = {
  W: 'kernel',
  b: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  running_mean: 'moving_mean',
  // It holds the variance, as Keras 2 reads it.
  running_std: 'moving_variance',
};

/** By path. @param paths of the variables below the group of the weights, without a slash before */
export function groupedNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const folded = paths.map(fold);
  const all = new Set(folded);
  const taken = new Set<string>();
  return new Map(
    paths.map((path, i) => {
      const name = asKeras3(folded[i]!, all);
      const unique = taken.has(name) ? path : name;
      taken.add(unique);
      return [path, unique];
    }),
  );
}

/** `head/whole/head/kernel:0` is `head/kernel`; a nested model's `tiny/conv1/kernel` stays. */
function fold(path: string): string {
  const [layer = '', ...own] = path.replace(/:\d+$/, '').split('/');
  // The variable's own path may begin with the model's name, and names the layer again.
  const again = own.slice(0, -1).lastIndexOf(layer);
  const rest = again < 0 ? own : own.slice(again + 1);
  const variable = rest.length === 1 ? oldVariable(layer, rest[0]!) : undefined;
  return [layer, ...(variable === undefined ? rest : [variable])].join('/');
}

/** Keras 1 put the layer's name before the variable's, and TensorFlow a number after it where it was taken. */
function oldVariable(layer: string, variable: string): string | undefined {
  if (!variable.startsWith(`${layer}_`)) return undefined;
  const name = variable.slice(layer.length + 1).replace(/_\d+$/, '');
  return Object.hasOwn(keras1, name) ? keras1[name] : undefined;
}

/** Keras 2 called the kernel of a depthwise convolution by its kind, which separable ones need and these do not. */
function asKeras3(name: string, all: ReadonlySet<string>): string {
  const layer = /^(.*)\/depthwise_kernel$/.exec(name)?.[1];
  return layer === undefined || all.has(`${layer}/pointwise_kernel`) ? name : `${layer}/kernel`;
}
