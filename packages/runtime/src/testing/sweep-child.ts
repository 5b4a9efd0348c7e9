/** A process that sweeps the tiny pipeline, for tests that kill it: `node … DATA FOLDER FEATURES`. */

import { runSweep } from '../sweep/run-sweep.js';
import { tinyPhases } from './image-folder.js';
import { tinyBackbone } from './tiny-backbone.js';

const [data, folder, featureFolder] = process.argv.slice(2) as [string, string, string];
const pipeline = tinyPhases(data);
const trials = [0.05, 0.1, 0.2, 0.4].map((rate, i) => ({
  name: `trial-00${i + 1}`,
  values: [String(rate)],
  pipeline: {
    ...pipeline,
    schedule: {
      ...pipeline.schedule,
      phases: pipeline.schedule.phases.map((phase) => ({
        ...phase,
        learningRate: { kind: 'cosine', rate, end: 0, warmup: 0 } as const,
      })),
    },
  },
}));
const knobs = [{ path: 'schedule.head.learning_rate', kind: 'choices', choices: [] }] as const;
const outcomes = await runSweep(
  trials,
  { monitor: 'loss', sweep: { knobs, trials: null, stop: 'halving', budget: null, average: null } },
  {
    folder,
    featureFolder,
    engine: 'portable',
    findBackbone: () => tinyBackbone,
    onEvent: (trial, event) => process.stdout.write(`${trial.name} ${event.type}\n`),
    onTrial: () => undefined,
    onFinished: async () => undefined,
  },
);
process.stderr.write(`${JSON.stringify(outcomes)}\n`);
