/** The images that a command line names: files as they are, folders with all images below them. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hasImageName, readFormats } from '@tlp/language/data/image-formats.js';
import { fail } from '@tlp/language/diagnostic.js';
import { listFiles } from '../data/folder.js';
import { compareNatural } from '../data/natural.js';

/**
 * Absolute paths in the order of the arguments, a folder's own in natural order.
 * Hidden files are left out, links are followed.
 * @throws TlpError TLP876 where an argument does not exist or a folder has no image, TLP351 where one is unreadable
 */
export async function expandInputs(inputs: readonly string[], cwd: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const input of inputs) {
    const path = resolve(cwd, input);
    const kind = await stat(path).catch(() => null);
    if (kind === null) {
      throw fail('TLP876', `There is no file or folder ${input}.`, 'Give images, or folders of them.', {
        file: path,
        exitCode: 2,
      });
    }
    if (!kind.isDirectory()) {
      found.push(path);
      continue;
    }
    const images = (await listFiles(path)).filter(hasImageName).sort(compareNatural);
    if (images.length === 0) {
      throw fail(
        'TLP876',
        `The folder ${input} has no ${readFormats} images.`,
        'Give another folder, or convert the images.',
        { file: path, exitCode: 2 },
      );
    }
    found.push(...images.map((name) => join(path, name)));
  }
  return found;
}
