import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { runtimeModality } from '../modalities/index.js';

/**
 * The examples of each split as the network is trained on them and judged; no part of one holds what is in another split.
 * @param preparation of the pipeline's data for its network
 */
export async function joinedData(
  { data, backbone }: Pipeline,
  preparation: object,
  dataSet: DataSet,
): Promise<DataSet> {
  const { joined } = runtimeModality(data).reader(backbone.inputSize, preparation);
  if (!joined) return dataSet;
  const [train, validation, test] = await Promise.all([
    joined(dataSet.splits.train),
    joined(dataSet.splits.validation),
    joined(dataSet.splits.test),
  ]);
  return { ...dataSet, splits: { train, validation, test } };
}
