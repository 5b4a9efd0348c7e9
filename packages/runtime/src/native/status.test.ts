import { expect, it } from 'vitest';
import { type Facts, nativeStatus, problemsIn } from './status.js';
import { targetOf } from './target.js';
import { temporaryFolder } from './testing/temporary.js';

const installed: Facts = {
  lack: undefined,
  target: targetOf('linux', 'x64'),
  tensorflow: {
    source: 'wheel',
    tensorflow: '2.15.1',
    binding: 'compiled',
    platform: 'linux-x64',
    bytes: 621e6,
    files: {},
    bindingPath: 'lib/tfjs_binding.node',
    folder: '/cache/native/tensorflow',
  },
  damage: undefined,
  loadProblem: undefined,
  python: undefined,
  compiler: undefined,
  prebuilt: false,
  cache: { folder: '/cache/native', writable: true, freeBytes: 0 },
  onnxProblem: undefined,
};

const { tensorflow: _, ...rest } = installed;
const bare: Facts = {
  ...rest,
  tensorflow: undefined,
  python: { command: ['python3'], version: '3.11.2', pip: '23.0' },
  compiler: { command: 'g++', version: 'g++ 12' },
  cache: { folder: '/cache/native', writable: true, freeBytes: 10e9 },
};

it('asks for nothing once the library is there, not even for Python', () => {
  expect(problemsIn(installed)).toEqual([]);
});

it.each<[string, Facts, string, string]>([
  ['nothing', bare, 'error', 'native library is not set up'],
  [
    'a whole library',
    { ...bare, damage: 'x.so is missing' },
    'error',
    'library is damaged: x.so is missing.',
  ],
  ['Python', { ...bare, python: undefined }, 'warning', 'Python 3 was not found'],
  ['pip', { ...bare, python: { ...bare.python!, pip: undefined } }, 'warning', 'Python 3.11.2 has no pip'],
  ['a compiler', { ...bare, compiler: undefined }, 'warning', 'No C++ compiler was found'],
  ['space', { ...bare, cache: { ...bare.cache, freeBytes: 5e6 } }, 'warning', 'needs 828 MB'],
  ['a writable cache', { ...bare, cache: { ...bare.cache, writable: false } }, 'error', 'cannot be written'],
  ['a library for the platform', { ...bare, target: undefined }, 'warning', 'no native TensorFlow library'],
  [
    'a sound library',
    { ...installed, loadProblem: 'file too short' },
    'error',
    'does not load: file too short',
  ],
  ['ONNX Runtime', { ...installed, onnxProblem: 'no binary' }, 'warning', 'ONNX Runtime does not load'],
])('says what to do when %s is missing', (_what, facts, severity, message) => {
  const found = problemsIn(facts).filter((problem) => problem.message.includes(message));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ severity });
  expect(found[0]!.remedy).not.toBe('');
});

it('needs no compiler where the package brings the binding', () => {
  const problems = problemsIn({ ...bare, compiler: undefined, prebuilt: true });
  expect(problems.map((problem) => problem.message)).toEqual(["TensorFlow's native library is not set up."]);
});

it('finds the library that is set up on this machine, and it loads', async () => {
  const status = await nativeStatus();
  expect(status.tensorflow?.tensorflow).toMatch(/^2\.\d+/);
  expect(status.tensorflowLoads).toBe(true);
  expect(status.onnxruntime.version).toMatch(/^1\.\d+/);
  expect(status.problems).toEqual([]);
});

it('finds none in an empty cache, and sets none up', async () => {
  const cache = temporaryFolder();
  const status = await nativeStatus({ ...process.env, TLP_CACHE: cache });
  expect(status.tensorflow).toBeUndefined();
  expect(status.tensorflowLoads).toBe(false);
  expect(status.problems[0]?.severity).toBe('error');
});

it.runIf(process.platform === 'linux')('advises no set-up where /proc is missing', async () => {
  const { tensorflowLoads, problems } = await nativeStatus(process.env, undefined, '/nowhere/self/exe');
  expect(tensorflowLoads).toBe(false);
  expect(problems[0]).toMatchObject({ message: expect.stringContaining('without /proc') });
  expect(problems.filter(({ remedy }) => remedy.includes('tlp setup'))).toEqual([]);
});
