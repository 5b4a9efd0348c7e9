import Module, { createRequire } from 'node:module';
import util from 'node:util';

/** Set by esbuild in the published bundle, where the same redirection is part of the build. */
declare const TLP_BUNDLED: boolean | undefined;

const key = Symbol.for('tlp.tensorflow-binding');

/**
 * Makes tfjs-node load the binding at `file`. In a checkout a stand-in for its `node-pre-gyp` goes into
 * Node's module cache, and `node_modules` is never written to. In the bundle `node-pre-gyp` is replaced by a module that reads the same global.
 */
export function redirectBinding(file: string): void {
  (globalThis as Record<symbol, unknown>)[key] = file;
  if (typeof TLP_BUNDLED !== 'undefined' && TLP_BUNDLED) return;
  const fromTfjsNode = createRequire(
    createRequire(import.meta.url).resolve('@tensorflow/tfjs-node/package.json'),
  );
  const preGyp = fromTfjsNode.resolve('@mapbox/node-pre-gyp');
  const module = new Module(preGyp);
  module.exports = { find: () => file };
  module.loaded = true;
  fromTfjsNode.cache[preGyp] = module;
}

/** tfjs-node calls functions that Node 23 removed from `util`. */
export function restoreUtil(): void {
  const target = util as unknown as Record<string, unknown>;
  target.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  target.isArray ??= Array.isArray;
}
