import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

/** `npm run test:all` sets it. */
const all = process.env.TLP_TEST_ALL === '1';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'packages/*/test/**/*.test.ts', 'tools/**/*.test.ts'],
    exclude: all ? configDefaults.exclude : [...configDefaults.exclude, '**/*.all.test.ts'],
    setupFiles: ['tools/lib/property-seed.ts'],
    // Native libraries are loaded once a process and are not safe in worker threads.
    pool: 'forks',
    // By itself vitest leaves one processor idle, which on two is half of them.
    maxWorkers: availableParallelism(),
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
