import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The script of a thread: beside the module that starts it in the sources, and in the bundle beside it or beside the folder of
 * its chunks. Undefined where it is not there.
 * @param module the `import.meta.url` of the module that starts it
 */
export function workerFile(name: string, module: string): URL | undefined {
  const places = [`./${name}`, `../${name}`].map((place) => new URL(place, module));
  return places.find((url) => existsSync(fileURLToPath(url)));
}
