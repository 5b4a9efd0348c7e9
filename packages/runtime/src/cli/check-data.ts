/** `tlp check --data`: what the images themselves have to say. */

import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { openDataSet } from '../data/dataset.js';
import { imageDataOf } from '../modalities/images/data.js';

/** Opens the pipeline's data and gives its warnings and errors; decodes every image. */
export async function checkData(pipeline: Pipeline): Promise<readonly Diagnostic[]> {
  try {
    return (await openDataSet(imageDataOf(pipeline.data), { decodes: true })).warnings;
  } catch (error) {
    if (error instanceof TlpError) return error.diagnostics;
    throw error;
  }
}
