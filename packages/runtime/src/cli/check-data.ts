/** `tlp check --data`: what the examples themselves have to say. */

import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import { backboneFor } from '@tlp/language/modalities/index.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { chosenBackbone } from '../import/chosen.js';
import { fitBackbone } from '../modalities/fit-backbone.js';
import { runtimeModality } from '../modalities/index.js';
import type { Survey } from '../modalities/modality.js';
import { surveyOf } from './survey.js';

export interface CheckedData {
  readonly diagnostics: readonly Diagnostic[];
  /** Absent where nothing is to be said, or the examples cannot be used. */
  readonly survey?: Pick<Survey, 'text' | 'facts'>;
}

/** Opens the pipeline's data and gives its warnings and errors; reads every example to its end. */
export async function checkData(pipeline: Pipeline): Promise<CheckedData> {
  try {
    const { data } = pipeline;
    const { dataSet, warnings } = await runtimeModality(data).open(data, { reads: true });
    const card = backboneFor(chosenBackbone(pipeline.backbone), data);
    const { backbone, told } = await fitBackbone(card, data, dataSet);
    const survey = await surveyOf(pipeline, backbone, dataSet);
    const diagnostics = [...warnings, ...told, ...(survey?.warnings ?? [])];
    return { diagnostics, ...(survey && { survey }) };
  } catch (error) {
    if (error instanceof TlpError) return { diagnostics: error.diagnostics };
    throw error;
  }
}
