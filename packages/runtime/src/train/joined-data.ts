import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';

/** The examples of each split as the network is trained on them and judged; no part of one holds what is in another split. */
export async function joinedData(
  { data, backbone }: Pipeline,
  preprocessing: object,
  dataSet: DataSet,
): Promise<DataSet> {
  const modality = runtimeModality(data);
  const { joined } = modality.reader(backbone.inputSize, modality.preparation(data, preprocessing));
  if (!joined) return dataSet;
  const [train, validation, test] = await Promise.all([
    joined(dataSet.splits.train),
    joined(dataSet.splits.validation),
    joined(dataSet.splits.test),
  ]);
  return { ...dataSet, splits: { train, validation, test } };
}
