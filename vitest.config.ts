import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** `npm run test:all` sets it. */
const all = process.env.TLP_TEST_ALL === '1';

const exclude = all ? configDefaults.exclude : [...configDefaults.exclude, '**/*.all.test.ts'];

/** Pure TypeScript, which leaves nothing behind. */
const pure = [
  'packages/language/{src,test}/**/*.test.ts',
  'packages/vscode-extension/{src,test}/**/*.test.ts',
  'tools/{catalogue,parity,docs}/**/*.test.ts',
  'tools/*.test.ts',
];

/** What changes its process: mocked modules, signals, native libraries that are missing or break. */
const alone = [
  'packages/runtime/test/**/*.test.ts',
  'packages/runtime/src/{native,download,lsp}/**/*.test.ts',
  'packages/runtime/src/cli/{interrupt,weights-fetch}.test.ts',
  'packages/runtime/src/engines/tensorflow/session.test.ts',
  'packages/runtime/src/files/atomic.test.ts',
  'packages/runtime/src/modalities/images/{decode,swapped-images}.test.ts',
  'packages/runtime/src/ops/grouped-convolution.test.ts',
  'packages/runtime/src/train/{crash,deeper-cut,feature-key,frozen-engine-of-run,kill,kill.all}.test.ts',
  'packages/runtime/src/weights/{fetch,hostile.all,repository/**/*}.test.ts',
  'tools/{editor,extension,lib}/**/*.test.ts',
];

export default defineConfig({
  test: {
    exclude,
    setupFiles: ['tools/lib/property-seed.ts', 'tools/lib/own-environment.ts'],
    // Native libraries are loaded once a process and are not safe in worker threads.
    pool: 'forks',
    // By itself vitest leaves one processor idle, which on two is half of them.
    maxWorkers: availableParallelism(),
    // Against tests that hang; one that works may take long on a machine with other work.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Loading the modules of a file takes 1.3 s of CPU, and most files load the same: where they need not be apart, the
    // files of a worker share them. Vitest's cache of transformed modules saves nothing: evaluating them is what takes long.
    projects: [
      { extends: true, test: { name: 'language', include: pure, isolate: false } },
      {
        extends: true,
        test: {
          name: 'runtime',
          include: ['packages/runtime/src/**/*.test.ts'],
          exclude: [...exclude, ...alone],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', include: alone } },
    ],
  },
});
