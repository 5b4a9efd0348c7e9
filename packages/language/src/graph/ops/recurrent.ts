/**
 * Recurrent layers: a state goes from token to token. Rows are filled up behind their tokens; what fills them up changes no
 * state and gives zeros, which is what PyTorch's packed sequences do, and Keras's masks with `zero_output_for_mask`.
 */
import { fixed, inputOf, ofRank, sameShape, showShape } from '../shape.js';
import { type Dim, type OpDefinition, ShapeError, type TensorType } from '../types.js';

export type RecurrentAttrs = {
  /** From the last token of each row to its first. */
  readonly reverse: boolean;
};

/**
 * Long short-term memory: `i, f, o = σ(…)`, `g = tanh(…)` of `x·kernel + h·recurrent + bias`, `c' = f·c + i·g`,
 * `h' = o·tanh(c')`. Columns are in the order `i f g o`, that of Keras and PyTorch. Hochreiter and Schmidhuber 1997.
 *
 * Inputs: x `[batch,tokens,K]`, kernel `[K,4·units]`, recurrent kernel `[units,4·units]`, bias `[4·units]`; then, as far as
 * given, how many tokens each row has, int32 `[batch]`, all where that is left out; the first h and the first c `[batch,units]`,
 * zeros where left out.
 * Outputs: h of every token, `[batch,tokens,units]`; h and c after the last one, `[batch,units]`. A gradient flows only through
 * the first.
 */
export const lstm: OpDefinition<RecurrentAttrs> = {
  name: 'lstm',
  infer(inputs) {
    const { sequence, state } = recurrence(inputs, { op: 'lstm', gates: 4, biases: 1, states: 2 });
    return [sequence, state, state];
  },
};

/**
 * Gated recurrent unit, with the reset after the product as in PyTorch and in Keras's `reset_after`: `z, r = σ(…)`,
 * `n = tanh(x·kernel + bias + r·(h·recurrent + recurrent bias))`, `h' = z·h + (1 - z)·n`. Columns are in the order `z r n`,
 * that of Keras. Cho et al. 2014, arXiv:1406.1078v1.
 *
 * Inputs and outputs are those of `lstm` with three columns a unit, the recurrent bias after the bias, and no c.
 */
export const gru: OpDefinition<RecurrentAttrs> = {
  name: 'gru',
  infer(inputs) {
    const { sequence, state } = recurrence(inputs, { op: 'gru', gates: 3, biases: 2, states: 1 });
    return [sequence, state];
  },
};

interface Cell {
  readonly op: string;
  readonly gates: number;
  readonly biases: number;
  readonly states: number;
}

/** @throws ShapeError where the inputs do not fit together */
function recurrence(inputs: readonly TensorType[], { op, gates, biases, states }: Cell) {
  const [x, kernel, recurrent] = [0, 1, 2].map((index) => inputOf(inputs, index, op));
  ofRank(x!, 3, op);
  const [batch, tokens, width] = x!.shape;
  const units = fixed(recurrent!.shape[0], op);
  const expect = (type: TensorType, what: string, ...shape: Dim[]) => {
    if (!sameShape(type.shape, shape))
      throw new ShapeError(`${op}: the ${what} is ${showShape(type.shape)}, not ${showShape(shape)}.`);
  };
  expect(kernel!, 'kernel', width!, gates * units);
  expect(recurrent!, 'recurrent kernel', units, gates * units);
  for (let i = 0; i < biases; i++) expect(inputOf(inputs, 3 + i, op), 'bias', gates * units);
  const [lengths, ...first] = inputs.slice(3 + biases);
  if (lengths) expect(lengths, 'number of tokens', batch!);
  if (lengths && lengths.dtype !== 'int32')
    throw new ShapeError(`${op}: tokens are counted in whole numbers.`);
  if (first.length > 0 && first.length !== states) throw new ShapeError(`${op}: has ${states} first states.`);
  for (const state of first) expect(state, 'first state', batch!, units);
  const float32 = (...shape: Dim[]): TensorType => ({ dtype: 'float32', shape });
  return { sequence: float32(batch!, tokens!, units), state: float32(batch!, units) };
}
