/** What a temperature has done to probabilities, for people. */
import { numberText } from '../number-text.js';
import { percent } from '../quantities.js';
import type { CalibrationRecord, RunMetrics } from './events.js';

/** `Calibrated by the temperature 1.83: test ECE 3.1%, before 7.2%, loss 0.390, before 0.412.` */
export function calibrationText({ temperature, before }: CalibrationRecord, metrics: RunMetrics): string {
  const split = metrics.test ? 'test' : 'validation';
  const [after, then] = [metrics[split], before[split]];
  const found = `Calibrated by the temperature ${numberText(Number(temperature.toPrecision(3)))}`;
  if (!after || !then) return `${found}.`;
  const { ece } = after.scores;
  const errors =
    ece === undefined || then.ece === undefined ? '' : `ECE ${percent(ece)}, before ${percent(then.ece)}, `;
  return `${found}: ${split} ${errors}loss ${after.loss.toFixed(3)}, before ${then.loss.toFixed(3)}.`;
}
