import { stat } from 'node:fs/promises';
import { tableFormat } from '@tlp/language/data/table/table.js';
import { imageFiles } from '@tlp/language/modalities/images/image-formats.js';
import { textFiles } from '@tlp/language/modalities/text/text-files.js';
import { listFiles } from '../data/folder.js';

/** Whether what lies at a path are texts: a table by itself, or a folder with texts and no image. False where nothing is there. */
export async function isOfTexts(path: string): Promise<boolean> {
  const kind = await stat(path).catch(() => null);
  if (!kind?.isDirectory()) return kind !== null && tableFormat(path) !== undefined;
  const { images: texts } = await listFiles(path, textFiles);
  return texts.length > 0 && (await listFiles(path, imageFiles)).images.length === 0;
}
