/** A backbone as the data of a pipeline make it. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import type { Data } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../data/types.js';
import { runtimeModality } from './index.js';
import type { FitOptions, Fitted } from './modality.js';

/**
 * The card itself where it takes nothing from the data. The test split is not looked at: it is judged as data that come later.
 * @throws TlpError of a file that is damaged
 */
export async function fitBackbone(
  backbone: Backbone,
  data: Data,
  dataSet: DataSet,
  options: FitOptions = {},
): Promise<Fitted> {
  const { train, validation } = dataSet.splits;
  const fitted = await runtimeModality(data).fit?.(backbone, [...train, ...validation], options);
  return fitted ?? { backbone, told: [] };
}
