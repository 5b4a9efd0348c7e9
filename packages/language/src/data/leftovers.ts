/** What systems, network drives and archives put beside people's files: never data. */

/** In lower case. Thumbnails in `@eaDir` and deleted images in a bin look like data, and are copies of it. */
const names: ReadonlySet<string> = new Set([
  // Windows
  'thumbs.db',
  'ehthumbs.db',
  'desktop.ini',
  '$recycle.bin',
  'recycler',
  'system volume information',
  // macOS, and archives made by it
  '__macosx',
  'icon\r',
  'network trash folder',
  'temporary items',
  // Linux
  'lost+found',
  // Synology, QNAP
  '@eadir',
  '#recycle',
  '#snapshot',
  '@recycle',
  '@recently-snapshot',
  '@tmp',
]);

/** Hidden, but worth a word: copies of images lie in these. */
const hidden = /^\.(?:trash(?:es|-.*)?|ipynb_checkpoints|@__thumb|thumbnails)$/i;

export const isLeftover = (name: string): boolean => names.has(name.toLowerCase()) || hidden.test(name);

/** Hidden files, which nobody means, and our own. */
export const isHidden = (name: string): boolean => name.startsWith('.') || /\.tlp$/i.test(name);
