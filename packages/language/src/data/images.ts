/** What counts as an image in a data folder, by names alone. */

const extension = /\.(?:png|jpe?g|jpe|jfif|webp)$/i;

/** By its last extension; a name that is nothing else (`.png`) is a hidden file. */
export const hasImageName = (path: string): boolean =>
  extension.test(path) && !/(?:^|[\\/])\.[^.]*$/.test(path);

/** Left behind by Windows and macOS. */
const systemNames: ReadonlySet<string> = new Set(['Thumbs.db', 'desktop.ini', '__MACOSX']);

/** Hidden files and what systems leave behind are no data. */
export const isIgnoredName = (name: string): boolean => name.startsWith('.') || systemNames.has(name);
