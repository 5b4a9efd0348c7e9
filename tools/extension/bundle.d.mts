export function bundleExtension(dist?: string): Promise<void>;
