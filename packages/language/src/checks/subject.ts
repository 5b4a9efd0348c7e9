import type { Backbone } from '../backbones/card.js';
import type { DataSeen } from '../data/seen.js';
import type { Graph } from '../graph/types.js';
import { nodesByName, typeOf } from '../graph/walk.js';
import type { Data, Phase, Pipeline } from '../resolve/pipeline.js';
import type { RunSeen } from '../run/look-at-run.js';
import type { WeightsSeen } from '../weights/look.js';
import type { Rule } from './rule.js';
import type { WeightFile } from './weight-file.js';

/** What the checks look at: a resolved pipeline beside what its backbone is. */
export interface Subject<D extends Data = Data> {
  readonly pipeline: Pipeline & { readonly data: D };
  readonly backbone: Backbone;
  readonly graph: Graph;
  report<Args>(rule: Rule<Args>, args: Args, path: string): void;
}

/** What the file-aware checks look at besides. */
export interface FileSubject<D extends Data = Data> extends Subject<D> {
  /** Undefined where the data folder can't be seen. */
  readonly data: DataSeen | undefined;
  /** Undefined where the weights are in no file that belongs to the pipeline. */
  readonly weightFile: WeightFile | undefined;
  /** What is in that file; undefined where it can't be seen. */
  readonly weights: WeightsSeen | undefined;
  /** Undefined where the weights are those of no run, or of one that can't be seen. */
  readonly run: RunSeen | undefined;
}

/** True where the phase trains the weights of at least one layer of the backbone; adapters leave them as they are. */
export const tunes = (subject: Subject, phase: Phase): boolean =>
  phase.adapt === null && phase.frozenLayers.length < subject.graph.layers.length;

/** True where an optimizer trains the head by its loss: the phase is neither solved nor one of pairs. */
export const descends = ({ solve, contrast }: Phase): boolean =>
  solve === undefined && contrast === undefined;

/** True where the backbone gives one vector for each example, not a value for each of many places. */
export const givesVector = (subject: Pick<Subject, 'graph'>): boolean => rankOf(subject) === 2;

/** True where it gives tokens one after another, not a map. */
export const givesTokens = (subject: Pick<Subject, 'graph'>): boolean => rankOf(subject) === 3;

const rankOf = ({ graph }: Pick<Subject, 'graph'>): number =>
  typeOf(nodesByName(graph), graph.outputs[0]!).shape.length;

/** The highest learning rate of the phase. */
export const peakRate = (phase: Phase): number => phase.learningRate.rate;

/** The highest one in the backbone, whose upper blocks train faster than those below where rates are layer-wise. */
export const tuningRate = ({ learningRate, blockRates = {} }: Phase): number =>
  learningRate.rate * (Object.values(blockRates).at(-1) ?? 1);
