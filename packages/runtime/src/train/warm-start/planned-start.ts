/** What a pipeline would start from, for `tlp plan`. */
import type { Backbone } from '@tlp/language/backbones/card.js';
import type { Diagnostic } from '@tlp/language/diagnostic.js';
import { buildNetwork } from '@tlp/language/graph/network.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import type { DataSet } from '../../data/types.js';
import { type Start, startFromRun, startText } from './start-from-run.js';

export interface PlannedStart {
  readonly start: Start;
  readonly text: string;
  readonly told: readonly Diagnostic[];
}

/** Null where the weights are those of no run. @throws as {@link startFromRun} does */
export async function plannedStart(
  pipeline: Pipeline,
  backbone: Backbone,
  dataSet: DataSet,
): Promise<PlannedStart | null> {
  const { weights, inputSize } = pipeline.backbone;
  if (weights.kind !== 'run') return null;
  const network = buildNetwork(backbone, inputSize, pipeline.head, dataSet.outputs.length);
  const site = { backbone, network, dataSet, seed: pipeline.schedule.seed };
  const { start, told } = await startFromRun(weights, pipeline, site);
  return { start, told, text: startText(start, pipeline.task) };
}
