import type { BuildOptions } from 'esbuild';

export const bundling: BuildOptions;
export function bundleRuntime(): Promise<void>;
