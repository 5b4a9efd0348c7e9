/**
 * Classes whose values training scripts save beside the weights: arguments, settings, paths, dates, NumPy's scalars. A
 * pickle that names one is read as if there were nothing; as with every other name, no code of theirs is run.
 */
const exact: ReadonlySet<string> = new Set([
  ...['argparse.Namespace', 'types.SimpleNamespace', 'copyreg._reconstructor', 'copy_reg._reconstructor'],
  ...['_codecs.encode', 'collections.Counter', 'decimal.Decimal', 'uuid.UUID'],
  ...['functools.partial', 'numpy.dtype', 'numpy.ndarray', 'torch.Generator'],
]);

const families: readonly RegExp[] = [
  /^(?:builtins|__builtin__)\.(?:bool|bytearray|complex|dict|float|frozenset|int|list|object|range|set|slice|str|tuple)$/,
  /^pathlib\.(?:_local\.)?(?:Pure)?(?:Posix|Windows)?Path$/,
  /^datetime\.(?:date|datetime|time|timedelta|timezone)$/,
  /^numpy\.(?:bool_?|u?int\d+|float\d+|complex\d+|dtypes\.\w+DType)$/,
  /^numpy\._?core\.(?:multiarray\.(?:scalar|_reconstruct)|numeric\._frombuffer)$/,
  /^torch\.(?:b?float\d*|half|double|u?int\d*|short|long|bool|contiguous_format|channels_last)$/,
  /^torch\.(?:optim|nn\.modules\.loss)\./,
  // Settings of the frameworks around PyTorch, and classes that the training script itself declared.
  /^(?:omegaconf|yacs|easydict|addict|ml_collections|mmengine\.config|mmcv\.utils\.config)\./,
  /^(?:pytorch_lightning|lightning|lightning_fabric|lightning_utilities|torchmetrics)\./,
  /^__main__\.\w+$/,
];

export const isBystander = (name: string): boolean =>
  exact.has(name) || families.some((family) => family.test(name));
