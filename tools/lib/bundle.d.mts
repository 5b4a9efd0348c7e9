import type { BuildOptions } from 'esbuild';

export const bundling: BuildOptions;
export const threads: Readonly<Record<string, string>>;
export function bundleRuntime(): Promise<void>;
