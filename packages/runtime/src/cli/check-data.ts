/** `tlp check --data`: what the examples themselves have to say. */

import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { runtimeModality } from '../modalities/index.js';

/** Opens the pipeline's data and gives its warnings and errors; reads every example to its end. */
export async function checkData(pipeline: Pipeline): Promise<readonly Diagnostic[]> {
  try {
    return (await runtimeModality(pipeline.data).open(pipeline.data, { reads: true })).warnings;
  } catch (error) {
    if (error instanceof TlpError) return error.diagnostics;
    throw error;
  }
}
