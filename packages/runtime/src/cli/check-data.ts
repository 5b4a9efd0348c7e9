/** `tlp check --data`: what the examples themselves have to say. */

import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { backboneFor } from '@tlp/language/modalities/index.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { chosenBackbone } from '../import/chosen.js';
import { fitBackbone } from '../modalities/fit-backbone.js';
import { runtimeModality } from '../modalities/index.js';

/** Opens the pipeline's data and gives its warnings and errors; reads every example to its end. */
export async function checkData(pipeline: Pipeline): Promise<readonly Diagnostic[]> {
  try {
    const { data } = pipeline;
    const { dataSet, warnings } = await runtimeModality(data).open(data, { reads: true });
    const card = backboneFor(chosenBackbone(pipeline.backbone), data);
    const { told } = await fitBackbone(card, data, dataSet);
    return [...warnings, ...told];
  } catch (error) {
    if (error instanceof TlpError) return error.diagnostics;
    throw error;
  }
}
