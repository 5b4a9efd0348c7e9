import { PickleError } from '@tlp/language/weights/pickle/machine.js';
import { expect, test } from 'vitest';
import { torchGlobal } from './torch-globals.js';

const called = (module: string, name: string, args: readonly unknown[]) => {
  const found = torchGlobal('/w.pth')(module, name);
  return 'call' in found ? found.call(args) : found.value;
};

test.each([
  ['argparse', 'Namespace'],
  ['numpy.core.multiarray', 'scalar'],
  ['numpy._core.multiarray', 'scalar'],
  ['pathlib', 'PosixPath'],
  ['pathlib._local', 'PosixPath'],
  ['pytorch_lightning.utilities.parsing', 'AttributeDict'],
  ['omegaconf.dictconfig', 'DictConfig'],
  ['torch.optim.adamw', 'AdamW'],
  ['torch.nn.modules.loss', 'CrossEntropyLoss'],
  ['__main__', 'Settings'],
  ['__builtin__', 'set'],
])('%s.%s stands beside weights and is read as nothing', (module, name) => {
  expect(called(module, name, ['anything'])).toEqual(new Map());
});

test.each([
  ['builtins', 'eval'],
  ['builtins', 'getattr'],
  ['os', 'system'],
  ['subprocess', 'Popen'],
  ['numpy.testing._private.utils', 'runstring'],
  ['__main__', 'a.b'],
  ['torch.hub', 'load'],
])('%s.%s is refused', (module, name) => {
  expect(() => called(module, name, [])).toThrow(/^TLP252: .* needs/);
});

test('one large list of pairs, named again and again, does not take for ever', () => {
  const dict = torchGlobal('/w.pth')('collections', 'OrderedDict');
  const pairs = Array.from({ length: 40_000 }, (_, i) => [i, i]);
  if (!('call' in dict)) throw new Error('an ordered dict is a function');
  dict.call([pairs]);
  dict.call([pairs]);
  expect(() => dict.call([pairs])).toThrow(PickleError);
});
