/**
 * The names a PyTorch weight file may use, and what they stand for here. Everything else is refused: a pickle that
 * names `os.system` would run it in Python (`torch.load(weights_only=True)` draws the same line).
 */
import { fail } from '@tlp/language/diagnostic.js';
import type { PickleGlobal } from '@tlp/language/weights/pickle/machine.js';
import { PickleError } from '@tlp/language/weights/pickle/machine.js';
import { mostDimensions, mostTensors, tooMany } from '@tlp/language/weights/safetensors-header.js';
import { shown } from '@tlp/language/weights/shown.js';
import { isBystander } from './bystanders.js';
import type { HostDType } from './tensors.js';

/** A tensor as its pickle tells of it: a view of a storage that lies outside of the pickle. */
export class TorchTensor {
  constructor(
    readonly storage: TorchStorage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {}
}

/** A storage by its key; `length` in elements. */
export class TorchStorage {
  constructor(
    readonly key: string,
    readonly dtype: HostDType,
    readonly length: number,
    /** Where the view of the key's data starts: old files hold storages that view others. */
    readonly start: number = 0,
  ) {}
}

/** A class such as `torch.FloatStorage`, which a persistent id names. */
class StorageType {
  constructor(readonly dtype: HostDType) {}
}

const STORAGES: Readonly<Record<string, HostDType>> = {
  FloatStorage: 'float32',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  DoubleStorage: 'float64',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
};

/** By full name. Values of no use here, such as a device, are read and dropped. */
const GLOBALS: ReadonlyMap<string, PickleGlobal> = new Map<string, PickleGlobal>([
  ['collections.deque', { call: () => [] }],
  ['torch._utils._rebuild_parameter', { call: ([data]) => data }],
  ['torch._utils._rebuild_parameter_with_state', { call: ([data]) => data }],
  ['torch.Size', { call: ([sizes]) => sizes }],
  ['torch.device', { call: () => null }],
  ...Object.entries(STORAGES).map(([name, dtype]): [string, PickleGlobal] => [
    `torch.${name}`,
    { value: new StorageType(dtype) },
  ]),
]);

/** What stands for the arguments, paths and settings that are saved beside weights: nothing of them is read. */
const BYSTANDER: PickleGlobal = { call: () => new Map() };

/** For {@link unpickle}: what a PyTorch file's global stands for. @throws TlpError TLP252 for any other. */
export function torchGlobal(path: string): (module: string, name: string) => PickleGlobal {
  const own = countedGlobals();
  return (module, name) => {
    const full = `${module}.${name}`;
    const found = own.get(full) ?? GLOBALS.get(full) ?? (isBystander(full) ? BYSTANDER : undefined);
    if (found) return found;
    throw fail(
      'TLP252',
      isModelClass(full)
        ? `The weight file ${path} contains a whole model, \`${shown(full)}\`, which is code and not only weights.`
        : `The weight file ${path} needs \`${shown(full)}\`, which a file of plain weights does not.`,
      'Nothing in it was run. Use weights you trust, or save only the state dict: torch.save(model.state_dict(), …).',
      { file: path },
    );
  };
}

const isModelClass = (full: string): boolean =>
  /^(?:torchvision\.models|timm\.models|torch\.nn\.modules|torch\.fx)\./.test(full);

/** The storage of a persistent id: `('storage', type, key, location, length[, view])`. */
export function torchStorage(id: unknown): TorchStorage {
  const [tag, type, key, , length, view] = Array.isArray(id) ? id : [];
  if (tag !== 'storage' || !(type instanceof StorageType) || !isCount(length) || typeof key !== 'string') {
    throw new PickleError('it refers to data that is not a tensor storage');
  }
  if (view === null || view === undefined) return new TorchStorage(key, type.dtype, length);
  const [, start, size] = Array.isArray(view) ? view : [];
  if (!isCount(start) || !isCount(size)) throw new PickleError('it views a storage without saying where');
  return new TorchStorage(key, type.dtype, size, start);
}

/** Those whose calls take long where a hostile pickle repeats them on one large value. */
function countedGlobals(): ReadonlyMap<string, PickleGlobal> {
  let count = 0;
  const spend = (n: number): void => {
    count += n;
    if (count > mostTensors) throw new PickleError(tooMany(count));
  };
  const tensor: PickleGlobal = {
    call(args) {
      spend(1);
      return rebuildTensor(args);
    },
  };
  const dict = (pairs: unknown): Map<unknown, unknown> => {
    if (!Array.isArray(pairs)) return new Map();
    spend(pairs.length);
    return orderedDict(pairs);
  };
  return new Map<string, PickleGlobal>([
    ['collections.OrderedDict', { call: ([pairs]) => dict(pairs) }],
    ['collections.defaultdict', { call: ([, pairs]) => dict(pairs) }],
    ['torch._utils._rebuild_tensor', tensor],
    ['torch._utils._rebuild_tensor_v2', tensor],
  ]);
}

function orderedDict(pairs: readonly unknown[]): Map<unknown, unknown> {
  const dict = new Map<unknown, unknown>();
  for (const pair of pairs) {
    if (!Array.isArray(pair)) throw new PickleError('an ordered dict in it is not made of pairs');
    dict.set(pair[0], pair[1]);
  }
  return dict;
}

function rebuildTensor([storage, offset, shape, strides]: readonly unknown[]): TorchTensor {
  const sizes = (list: unknown): list is number[] =>
    Array.isArray(list) && list.length <= mostDimensions && list.every(isCount);
  if (!(storage instanceof TorchStorage) || !isCount(offset) || !sizes(shape) || !sizes(strides)) {
    throw new PickleError('a tensor in it lacks its storage, shape or strides');
  }
  return new TorchTensor(storage, offset, shape, strides);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
