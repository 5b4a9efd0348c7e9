/** Finds the parameters in whatever a checkpoint holds around them. */
import { TorchTensor } from './torch-globals.js';

/** Under which names training scripts save a model's parameters, most specific first. */
const USUAL_KEYS = ['state_dict', 'model_state_dict', 'model', 'net', 'weights', 'params', 'module'];

/** Prefixes that `DataParallel` and `torch.compile` put before every name. */
const WRAPPERS = ['module.', '_orig_mod.'];

/**
 * The tensors of a state dict, by name. It may be the value itself, stand under a usual key, or be the only dict of
 * tensors in it. Undefined where there is none, or no telling.
 */
export function findStateDict(value: unknown): Map<string, TorchTensor> | undefined {
  const found = search(value, new Set());
  return found && unwrap(found);
}

function search(value: unknown, seen: Set<unknown>): Map<string, TorchTensor> | undefined {
  // A pickle may hold itself; every dict is looked into once.
  if (!(value instanceof Map) || seen.has(value)) return undefined;
  seen.add(value);
  for (const key of USUAL_KEYS) {
    const found = search(value.get(key), seen);
    if (found) return found;
  }
  const own = tensorsOf(value);
  if (own.size > 0) return own;
  const nested = [...value.values()].map((inner) => search(inner, seen)).filter((map) => map !== undefined);
  return nested.length === 1 ? nested[0] : undefined;
}

function tensorsOf(dict: ReadonlyMap<unknown, unknown>): Map<string, TorchTensor> {
  const tensors = new Map<string, TorchTensor>();
  for (const [name, value] of dict) {
    if (typeof name === 'string' && value instanceof TorchTensor) tensors.set(name, value);
  }
  return tensors;
}

function unwrap(tensors: Map<string, TorchTensor>): Map<string, TorchTensor> {
  const names = [...tensors.keys()];
  const wrapper = WRAPPERS.find((prefix) => names.every((name) => name.startsWith(prefix)));
  if (!wrapper) return tensors;
  return unwrap(new Map([...tensors].map(([name, tensor]) => [name.slice(wrapper.length), tensor])));
}
