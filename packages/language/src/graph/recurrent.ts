/** Recurrent layers of heads and backbones, `[batch,tokens,K] -> [batch,tokens,units]`. */
import type { GraphBuilder } from './builder.js';
import { dropped } from './layers.js';
import { cast } from './ops/arrange.js';
import { add } from './ops/elementwise.js';
import { gru as gruOp, lstm as lstmOp } from './ops/recurrent.js';
import { reduceSum } from './ops/tensor.js';
import { fixed } from './shape.js';
import type { Initializer, Ref } from './types.js';

export type RecurrentKind = 'lstm' | 'gru';

/** h and c of an LSTM between two tokens, `[batch,units]` each. */
export type RecurrentStates = readonly [h: Ref, c: Ref];

export interface RecurrentOptions {
  readonly units: number;
  /** Tokens of each row, see {@link tokenCounts}; undefined where rows are not filled up. */
  readonly lengths?: Ref | undefined;
  /** Before the first token, of an LSTM whose `lengths` are given; zeros where it is left out. */
  readonly first?: RecurrentStates | undefined;
  /** From the last token to the first. */
  readonly reverse?: boolean;
  /** Of both kernels, where they are not drawn as Keras does. */
  readonly initializer?: Initializer;
  /** Whether an LSTM has a second bias, that of the state, as PyTorch's have. GRUs have two in Keras too. */
  readonly twoBiases?: boolean;
  /** Share of the recurrent kernel that is set to zero for a step: Wan et al. 2013, as Merity et al. 2017 use it. */
  readonly weightDropout?: number;
}

/** How many tokens each row has, int32 `[batch]`. @param mask `[batch,tokens]`, 1 for a token, 0 for what fills a row up behind them */
export function tokenCounts(b: GraphBuilder, name: string, mask: Ref): Ref {
  const seen = b.apply(cast, [mask], { dtype: 'float32' }, `${name}/seen`);
  const sum = b.apply(reduceSum, [seen], { axes: [1], keepDims: false }, `${name}/sum`);
  return b.apply(cast, [sum], { dtype: 'int32' }, name);
}

/** Parameters are named and drawn as Keras's: a forget gate begins open, with a bias of 1 (Jozefowicz et al. 2015). */
export function recurrent(
  b: GraphBuilder,
  name: string,
  x: Ref,
  kind: RecurrentKind,
  options: RecurrentOptions,
): Ref {
  const { units, lengths, first = [], reverse = false, initializer, weightDropout = 0 } = options;
  const columns = (kind === 'lstm' ? 4 : 3) * units;
  return b.layer(name, kind, () => {
    const width = fixed(b.type(x).shape.at(-1), name);
    const kernel = b.parameter('kernel', [width, columns], 'kernel', initializer ?? 'glorot_uniform');
    const drawn = b.parameter('recurrent_kernel', [units, columns], 'kernel', initializer ?? 'orthogonal');
    const kept = dropped(b, drawn, weightDropout, 'weight_dropout');
    const biases = biasesOf(b, kind, columns, options);
    const inputs = [x, kernel, kept, ...biases, ...(lengths === undefined ? [] : [lengths, ...first])];
    return b.apply(kind === 'lstm' ? lstmOp : gruOp, inputs, { reverse }, 'states');
  });
}

/** Those of an LSTM after the last token of each row. @param states as {@link recurrent} gives them */
export const lastStates = (states: Ref): RecurrentStates => [`${states}:1`, `${states}:2`];

function biasesOf(
  b: GraphBuilder,
  kind: RecurrentKind,
  columns: number,
  { initializer, twoBiases = kind === 'gru' }: RecurrentOptions,
): readonly Ref[] {
  const usual: Initializer = kind === 'lstm' ? { kind: 'parts', values: [0, 1, 0, 0] } : 'zeros';
  const bias = b.parameter('bias', [columns], 'bias', initializer ?? usual);
  if (!twoBiases) return [bias];
  const ofState = b.parameter('recurrent_bias', [columns], 'bias', initializer ?? 'zeros');
  return kind === 'gru' ? [bias, ofState] : [b.apply(add, [bias, ofState], {}, 'biases')];
}
