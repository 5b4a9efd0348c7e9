/** Where the documentation of a code stands, relative to the root of the project. */
export const docLink = (code: string): string => `docs/diagnostics.md#${code.toLowerCase()}`;
