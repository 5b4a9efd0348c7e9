/** The images that a command line names: files as they are, folders with all images below them. */
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { compareNatural } from '@tlp/language/data/natural.js';
import { spelledOnDisk } from '@tlp/language/data/spelling.js';
import { fail } from '@tlp/language/diagnostic.js';
import { imageFiles, readFormats } from '@tlp/language/modalities/images/image-formats.js';
import { listFiles, walkDisk } from '../../data/folder.js';
import { type InputSource, type Inputs, standardInput } from '../modality.js';
import type { ImageItem } from './example.js';
import { filesLeftOut } from './files-left-out.js';
import type { ImagePreparation } from './preparation.js';

/** Hidden files are left out, links are followed. What else is left out of a folder is told. */
export const imageInputs: Inputs<ImagePreparation, ImageItem> = {
  async at(argument, _, source) {
    if (argument === '-')
      return [{ id: standardInput, path: standardInput, bytes: await source.standardInput() }];
    return (await imagesAt(argument, source)).map((path) => ({ id: path, path }));
  },
};

async function imagesAt(input: string, { cwd, onWarnings }: InputSource): Promise<readonly string[]> {
  const wanted = resolve(cwd, input);
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
  const listed = await listFiles(path, imageFiles);
  await onWarnings(filesLeftOut(listed, path));
  const images = listed.images.sort(compareNatural);
  if (images.length > 0) return images.map((name) => join(path, name));
  throw fail(
    'TLP876',
    `The folder ${input} has no ${readFormats} images.`,
    'Use another folder, or convert the images.',
    { file: path, exitCode: 2 },
  );
}
