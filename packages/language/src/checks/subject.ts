import type { Backbone } from '../backbones/card.js';
import type { Graph } from '../graph/types.js';
import type { Phase, Pipeline } from '../resolve/pipeline.js';
import type { Rule } from './rule.js';

/** What the checks look at: a resolved pipeline beside what its backbone is. */
export interface Subject {
  readonly pipeline: Pipeline;
  readonly backbone: Backbone;
  readonly graph: Graph;
  report<Args>(rule: Rule<Args>, args: Args, path: string): void;
}

/** True where the phase trains at least one layer of the backbone. */
export const tunes = (subject: Subject, phase: Phase): boolean =>
  phase.frozenLayers.length < subject.graph.layers.length;

/** The highest learning rate of the phase. */
export const peakRate = (phase: Phase): number => phase.learningRate.rate;
