/** `tlp check --data`: what the examples themselves have to say. */

import { type Diagnostic, TlpError } from '@tlp/language/diagnostic.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
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
    const { dataSet, warnings } = await runtimeModality(pipeline.data).open(pipeline.data, { reads: true });
    const survey = await surveyOf(pipeline, dataSet);
    return survey ? { diagnostics: [...warnings, ...survey.warnings], survey } : { diagnostics: warnings };
  } catch (error) {
    if (error instanceof TlpError) return { diagnostics: error.diagnostics };
    throw error;
  }
}
