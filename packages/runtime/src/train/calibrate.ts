/** Temperature scaling of a trained classifier: Guo et al. 2017, On Calibration of Modern Neural Networks, arXiv:1706.04599. */
import { lastDense } from '@tlp/language/graph/penultimate.js';
import type { Graph } from '@tlp/language/graph/types.js';
import type { CalibrationMeasures } from '@tlp/language/run/events.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { Target } from '../data/types.js';
import type { Task } from '../tasks/task.js';
import type { Weights } from '../weights/tensors.js';
import type { PhaseRun } from './phase-run.js';
import { scaleOf } from './solve-candidate.js';
import { validationLogits } from './validation-logits.js';

export interface Calibrated {
  readonly temperature: number;
  /** Of the last dense layer, divided by the temperature. */
  readonly weights: Weights;
  /** On the validation split, before. */
  readonly before: CalibrationMeasures;
}

/**
 * Fits the temperature on the validation split and leaves the head in the engine divided by it, so that whatever reads the network
 * gets probabilities that mean what they say. No answer changes.
 * @param network whose last dense layer gives the logits
 * @returns null where there are no validation examples, or no probabilities
 */
export async function calibrate(run: PhaseRun, network: Graph): Promise<Calibrated | null> {
  const { engine, task } = run;
  const { link } = task;
  if (!link) return null;
  const said = await validationLogits(run);
  if (!said?.metrics || said.logits.length === 0) return null;
  const scale = scaleOf(task, link, said.logits, said.targets);
  const variables = await engine.read();
  const weights = new Map(
    lastDense(network).parameters.map((name) => {
      const values = variables.get(name);
      if (!values) throw new Error(`The head is trained in every phase, but ${name} is not.`);
      return [name, values.map((value) => scale * value)] as const;
    }),
  );
  await engine.write(new Map([...variables, ...weights]));
  return { temperature: 1 / scale, weights, before: measuresOf(said.metrics) };
}

/** What the test split would have come to without the temperature. */
export interface Uncalibrated {
  /** @param logits divided by the temperature */
  add(logits: readonly Float32Array[], targets: readonly Target[]): void;
  /** Null where there were no examples. */
  result(): CalibrationMeasures | null;
}

export function uncalibrated(task: Task, temperature: number): Uncalibrated {
  const metrics = task.metrics();
  let count = 0;
  return {
    add(logits, targets) {
      count += targets.length;
      metrics.add(
        logits.map((row) => row.map((logit) => temperature * logit)),
        targets,
      );
    },
    result: () => (count === 0 ? null : measuresOf(metrics.result())),
  };
}

const measuresOf = ({ loss, scores: { ece } }: Metrics): CalibrationMeasures => ({
  loss,
  ...(ece !== undefined && { ece }),
});
