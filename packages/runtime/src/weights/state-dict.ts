/** Finds the parameters in whatever a checkpoint holds around them. */
import { TorchTensor } from './torch-globals.js';

/** Under which names training scripts save a model's parameters, most specific first. */
const USUAL_KEYS = [
  'state_dict',
  'model_state_dict',
  'model_state',
  'model',
  'net',
  'weights',
  'params',
  'module',
  'state_dict_ema',
  'model_ema',
  'ema',
];

/** Dicts within dicts that are looked into; checkpoints nest two or three. */
const DEEPEST = 6;

/**
 * The tensors of a state dict, by name. It may be the value itself, stand under a usual key, or be the only dict of
 * tensors in it. Undefined where there is none, or no telling.
 */
export function findStateDict(value: unknown): Map<string, TorchTensor> | undefined {
  return search(value, 0, new Set());
}

function search(value: unknown, depth: number, seen: Set<unknown>): Map<string, TorchTensor> | undefined {
  // A pickle may hold itself; every dict is looked into once.
  if (!(value instanceof Map) || depth > DEEPEST || seen.has(value)) return undefined;
  seen.add(value);
  for (const key of USUAL_KEYS) {
    const found = search(value.get(key), depth + 1, seen);
    if (found) return found;
  }
  const own = tensorsOf(value);
  // A lone number beside the parameters, such as the best accuracy, may be a tensor too.
  if ([...own.values()].some(({ shape }) => shape.length > 0)) return own;
  const nested = [...value.values()].flatMap((inner) => search(inner, depth + 1, seen) ?? []);
  if (nested.length > 0) return nested.length === 1 ? nested[0] : undefined;
  return own.size > 0 ? own : undefined;
}

function tensorsOf(dict: ReadonlyMap<unknown, unknown>): Map<string, TorchTensor> {
  const tensors = new Map<string, TorchTensor>();
  for (const [name, value] of dict) {
    if (typeof name === 'string' && value instanceof TorchTensor) tensors.set(name, value);
  }
  return tensors;
}
