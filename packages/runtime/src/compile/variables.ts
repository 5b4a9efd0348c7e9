import type { PhaseProgram } from '@tlp/language/graph/cut.js';
import type { Parameter } from '@tlp/language/graph/types.js';
import type { Weights } from '../weights/tensors.js';
import { weightOf } from '../weights/weight-of.js';
import { optimizerRule } from './optimizers/table.js';
import type { TrainingEngineOptions } from './training-engine.js';

/** A variable of a training engine: a parameter, an optimizer's slot, its average, or a gradient being accumulated. */
export interface Variable {
  readonly name: string;
  readonly shape: readonly number[];
}

const averages = 'average/';

export const slotName = (slot: string, parameter: string): string => `slot/${slot}/${parameter}`;
export const averageName = (parameter: string): string => `${averages}${parameter}`;
export const accumulatorName = (parameter: string): string => `accumulator/${parameter}`;

/** Parameters of both forms of the program, once each. */
export function programParameters(program: PhaseProgram): readonly Parameter[] {
  const all = [...program.training.parameters, ...program.inference.parameters];
  return [...new Map(all.map((p) => [p.name, p])).values()];
}

/** Every variable of a phase's engine, in the order in which engines list them. */
export function phaseVariables(
  program: PhaseProgram,
  { phase }: Pick<TrainingEngineOptions, 'phase'>,
): readonly Variable[] {
  const parameters = programParameters(program);
  const trained = new Set(program.trained);
  const { slots } = optimizerRule(phase.optimizer);
  return parameters.flatMap(({ name, shape }): Variable[] => {
    if (!trained.has(name)) return [{ name, shape }];
    return [
      { name, shape },
      ...slots.map((slot) => ({ name: slotName(slot, name), shape })),
      ...(phase.average ? [{ name: averageName(name), shape }] : []),
      ...(phase.accumulate > 1 ? [{ name: accumulatorName(name), shape }] : []),
    ];
  });
}

/** Parameters and their averages from the weights, everything else zero. */
export function initialValue({ name: written, shape }: Variable, weights: Weights): Float32Array {
  const variable = { name: written.startsWith(averages) ? written.slice(averages.length) : written, shape };
  if (/^(slot|accumulator)\//.test(variable.name)) {
    return new Float32Array(variable.shape.reduce((n, d) => n * d, 1));
  }
  return weightOf(weights, variable);
}
