import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { chosenBackbone } from '../import/chosen.js';
import { runtimeModality } from '../modalities/index.js';
import type { Survey } from '../modalities/modality.js';

/** What a pipeline's examples say of the size of its input; null where they say nothing. @throws TlpError */
export async function surveyOf({ data, backbone, file }: Pipeline, dataSet: DataSet): Promise<Survey | null> {
  const modality = runtimeModality(data);
  if (!modality.survey) return null;
  const { inputSize, preprocessing } = chosenBackbone(backbone);
  const preparation = modality.preparation(data, preprocessing);
  return modality.survey(dataSet, { size: backbone.inputSize, most: inputSize.most, preparation, file });
}
