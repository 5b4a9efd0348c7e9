import type { BuildOptions } from 'esbuild';

export const bundling: BuildOptions;
export const hdf5Worker: string;
export function bundleRuntime(): Promise<void>;
