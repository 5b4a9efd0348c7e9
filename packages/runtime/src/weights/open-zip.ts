/** A weight file that is a zip archive: whose it is, the names in it tell. */
import { isKerasArchive, openKeras } from './keras/open-keras.js';
import { openPth } from './pth.js';
import type { TensorFile } from './tensors.js';
import { withZip } from './zip-archive.js';

interface Archive {
  readonly holds: (names: readonly string[]) => boolean;
  readonly open: (path: string) => Promise<TensorFile>;
}

/** All but PyTorch's, which takes what is no other's. */
const ARCHIVES: readonly Archive[] = [{ holds: isKerasArchive, open: openKeras }];

/** @throws TlpError as the formats' own readers do */
export async function openZip(path: string): Promise<TensorFile> {
  const whose = ({ names }: { readonly names: readonly string[] }) =>
    Promise.resolve(ARCHIVES.find(({ holds }) => holds(names)));
  // PyTorch's reader says what is wrong with a directory that cannot be read.
  const archive = await withZip(path, whose).catch(() => undefined);
  return archive ? archive.open(path) : openPth(path);
}
