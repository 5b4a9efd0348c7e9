/** The module that a node or a tensor belongs to, by what exporters call them. */
import type { ForeignNode, ForeignTensor } from './model.js';

/** Last parts of a tensor's name that say what it is in its layer. */
const ownNames = new Set(
  'weight bias running_mean running_var gamma beta kernel depthwise_kernel pointwise_kernel moving_mean moving_variance embeddings w b scale mean var'.split(
    ' ',
  ),
);

/** Ops as exporters end the name of a node or a variable with. */
const opNames =
  /^(conv2?d?|depthwise(_conv2d|conv2dnative)?|separable_conv2d(_\d+)?|batchnorm(alization|v\d)?.*|fusedbatchnorm(v\d)?|matmul|gemm|biasadd|bias_add|add(v2)?(_\d+)?|mul(_\d+)?|readvariableop.*|const|constant(_\d+)?|layernorm(alization)?.*|reshape(_\d+)?|expand(_\d+)?|div(_\d+)?|sub(_\d+)?|pow(_\d+)?|concat(_\d+)?|where(_\d+)?|prelu)$/i;

/** What wraps a whole model. */
const wrappers =
  /^(statefulpartitionedcall(_\d+)?|partitionedcall(_\d+)?|model(_\d+)?|functional(_\d+)?|sequential(_\d+)?)$/i;

const anonymous =
  /^(onnx::|val_|const_fold_opt|_v_|node_|getitem|initializer|constant|new_shape|ortshared)|^\d+$/i;

export const isAnonymous = (name: string): boolean => anonymous.test(name);

/** `/layer1/layer1.0/conv1/Conv` is of `layer1.0.conv1`: each part of such a name repeats the one before. */
function partsOf(name: string): string[] {
  const parts = name
    .replace(/:\d+$/, '')
    .split('/')
    .filter((part) => part !== '');
  const own = parts.filter((part, i) => !parts[i + 1]?.startsWith(`${part}.`));
  return own.flatMap((part) => part.split('.')).filter((part) => part !== '');
}

function pathOfNode({ name, scope, op }: ForeignNode): readonly string[] {
  if (scope !== undefined) return partsOf(scope);
  const parts = partsOf(name);
  while (parts.length > 1 && opNames.test(parts.at(-1)!)) parts.pop();
  // `Conv_12` says what the node is, and not where it belongs.
  const alone = parts.length === 1 ? parts[0]!.replace(/_\d+$/, '').toLowerCase() : '';
  if (alone === op.toLowerCase() || opNames.test(alone)) return [];
  return parts.filter((part, i) => i === parts.length - 1 || !wrappers.test(part));
}

/** Names of modules from the outermost in; empty where nothing tells. */
export function modulePath(node: ForeignNode, tensor: Pick<ForeignTensor, 'name'>): readonly string[] {
  if (isAnonymous(tensor.name) || tensor.name === '') return pathOfNode(node);
  const parts = partsOf(tensor.name);
  const last = parts.at(-1) ?? '';
  if (
    parts.length > 1 &&
    (ownNames.has(last) || opNames.test(last) || /(^|_)(bias|biases|weights?|kernel|offset)$/.test(last))
  )
    parts.pop();
  while (parts.length > 1 && opNames.test(parts.at(-1)!)) parts.pop();
  return parts.filter((part, i) => i === parts.length - 1 || !wrappers.test(part));
}
