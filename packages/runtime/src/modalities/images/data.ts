import { type ImageData, isImageData } from '@tlp/language/modalities/images/data.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';

/** The data of a pipeline that is known to read images. */
export function imageDataOf(data: Data): ImageData {
  if (!isImageData(data)) throw new Error(`The data are ${data.kind}, not images.`);
  return data;
}
