/** The images that a command line names: files as they are, folders with all images below them, `-` for standard input. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareNatural } from '@tlp/language/data/natural.js';
import { spelledOnDisk } from '@tlp/language/data/spelling.js';
import { type Diagnostic, fail } from '@tlp/language/diagnostic.js';
import { readFormats } from '@tlp/language/modalities/images/image-formats.js';
import { listFiles, walkDisk } from '../data/folder.js';
import { filesLeftOut } from '../modalities/images/files-left-out.js';
import type { ImageFile } from '../modalities/images/read-image.js';
import type { Context } from './command.js';
import { forEach } from './left-out.js';
import { printWarnings } from './print-warnings.js';
import { readInput, standardInput } from './standard-input.js';

export interface ImageInputs {
  /** By absolute path in the order of the arguments, a folder's own in natural order; {@link standardInput} for `-`. */
  readonly images: readonly ImageFile[];
  /** What was asked for and is not there, or has no image in it. */
  readonly missing: readonly Diagnostic[];
}

/**
 * Hidden files are left out, links are followed. What else is left out of a folder is told.
 * @throws TlpError TLP876, TLP351 where none of the arguments gives an image
 */
export async function expandInputs(inputs: readonly string[], context: Context): Promise<ImageInputs> {
  const images: ImageFile[] = [];
  let bytes: Uint8Array | undefined;
  const missing = await forEach(inputs, async (input) => {
    if (input === '-') {
      // Read once, however often it is asked for.
      bytes ??= await readInput(context, 'image');
      images.push({ path: standardInput, bytes });
    } else images.push(...(await imagesAt(input, context)).map((path) => ({ path })));
  });
  return { images, missing };
}

async function imagesAt(input: string, context: Context): Promise<readonly string[]> {
  const wanted = resolve(context.cwd, input);
  const there = await stat(wanted).catch(() => null);
  const path = there ? wanted : await walkDisk(spelledOnDisk(wanted));
  const kind = there ?? (await stat(path).catch(() => null));
  if (kind === null) {
    throw fail('TLP876', `${input} does not exist.`, 'Give images or folders of images.', {
      file: path,
      exitCode: 2,
    });
  }
  if (!kind.isDirectory()) return [path];
  const listed = await listFiles(path);
  await printWarnings(filesLeftOut(listed, path), context);
  const images = listed.images.sort(compareNatural);
  if (images.length > 0) return images.map((name) => join(path, name));
  throw fail(
    'TLP876',
    `The folder ${input} has no ${readFormats} images.`,
    'Use another folder, or convert the images.',
    { file: path, exitCode: 2 },
  );
}
