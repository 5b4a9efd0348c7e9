import type { BuildResult } from 'esbuild';

export function bundleBrowserServer(outfile: string): Promise<BuildResult>;
export function bundleNodeServer(outfile: string): Promise<BuildResult>;
