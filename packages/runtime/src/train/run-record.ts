/** What a run writes of itself: its record as it starts, and the card of its model. */
import { storedNetwork } from '@tlp/language/import/stored.js';
import type { Pipeline } from '@tlp/language/resolve/pipeline.js';
import { RUN_FORMAT, type RunRecord } from '@tlp/language/run/record.js';
import type { Task } from '../tasks/task.js';
import type { ModelCard } from './model-card.js';
import type { RunInput } from './run-input.js';

export const cardOf = (
  { name, description, task, head, backbone: { inputSize } }: Pipeline,
  { backbone, preparation, dataSet: { outputs } }: RunInput,
  { settings }: Task,
): ModelCard => ({
  format: 2,
  name,
  description,
  backbone: backbone.name,
  imported: storedNetwork(backbone, inputSize),
  ...(backbone.top === undefined ? {} : { top: backbone.top }),
  ...(backbone.until === undefined ? {} : { until: backbone.until }),
  head,
  inputSize,
  preparation,
  task,
  outputs,
  settings,
});

export function freshRecord(
  pipeline: Pipeline,
  seed: number,
  versions: RunRecord['versions'],
  { dataSet, hashes, leftOut }: RunInput,
): RunRecord {
  const { outputs, splits } = dataSet;
  return {
    format: RUN_FORMAT,
    status: 'running',
    versions,
    started: new Date().toISOString(),
    finished: null,
    seed,
    pipeline,
    hashes,
    outputs,
    examples: {
      train: splits.train.length,
      validation: splits.validation.length,
      test: splits.test.length,
    },
    leftOut,
    warnings: [],
    metrics: null,
    phases: [],
    seconds: 0,
    files: {},
  };
}
