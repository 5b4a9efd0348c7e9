/** Built-in documents as files, for editors that can open nothing else. */
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * Writes the document into the folder, read-only and under the name its URI has, and gives the file's URI. A folder
 * that can't be written to leaves the `builtin:` URI as it is.
 */
export function builtinFile(folder: string, uri: string, text: string): string {
  const file = path.join(folder, ...new URL(uri).pathname.split('/').filter(Boolean));
  try {
    if (!holds(file, text)) {
      mkdirSync(path.dirname(file), { recursive: true });
      // Another server may write the same at the same time.
      const partial = `${file}.${process.pid}`;
      writeFileSync(partial, text);
      chmodSync(partial, 0o444);
      renameSync(partial, file);
    }
    return pathToFileURL(file).href;
  } catch {
    return uri;
  }
}

function holds(file: string, text: string): boolean {
  try {
    return readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}
