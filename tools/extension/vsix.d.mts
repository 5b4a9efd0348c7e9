export function extensionFiles(dist?: string): Promise<{
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly files: ReadonlyMap<string, Uint8Array>;
}>;
export function vsix(dist?: string): Promise<Uint8Array>;
