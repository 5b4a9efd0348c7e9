import type { Backbone } from '@tlp/language/backbones/card.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';
import type { Survey } from '../modalities/modality.js';

/**
 * What a pipeline's examples say of the size of its input; null where they say nothing.
 * @param card of the backbone, as the data make it @throws TlpError
 */
export async function surveyOf(
  { data, backbone, file }: Pipeline,
  { inputSize, preprocessing }: Backbone,
  dataSet: DataSet,
): Promise<Survey | null> {
  const modality = runtimeModality(data);
  if (!modality.survey) return null;
  const preparation = modality.preparation(data, preprocessing);
  return modality.survey(dataSet, { size: backbone.inputSize, most: inputSize.most, preparation, file });
}
