import manifest from '../package.json' with { type: 'json' };

/** Version of this package, as `tlp --version` says it and as runs record it. */
export const version: string = manifest.version;
