import { builtinModules } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';
import { expect, it } from 'vitest';

/** What is imported by `import()` is loaded later, when the packages are there. */
const laterApart: Plugin = {
  name: 'later-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /.*/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

it.each(['tools/test.mjs', 'tools/start.mjs'])(
  '%s needs no package before it has installed them',
  async (script) => {
    const { metafile } = await build({
      absWorkingDir: path.join(import.meta.dirname, '../..'),
      entryPoints: [script],
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      plugins: [laterApart],
      metafile: true,
      write: false,
    });
    const files = Object.values(metafile.inputs);
    const packages = files
      .flatMap(({ imports }) => imports)
      .filter(({ kind, external, path }) => external && kind !== 'dynamic-import' && !isBuiltin(path))
      .map(({ path }) => path);
    expect(files.length).toBeGreaterThan(3);
    expect(packages).toEqual([]);
  },
);

const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name);
