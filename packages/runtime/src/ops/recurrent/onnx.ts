/** ONNX's LSTM and GRU: rows by token, one direction first, kernels transposed and with gates in another order. */
import type { GraphNode } from '@tlp/language/graph/types.js';
import type { OnnxAttr, OnnxEmitter } from '../../engines/onnx/emitter.js';
import { attr } from '../node.js';

export interface OnnxCell {
  readonly op: 'LSTM' | 'GRU';
  /** Which of the op's gates ONNX has in each place. */
  readonly gates: readonly number[];
  /** How many of the inputs after the recurrent kernel are biases: of the input and of the state, or their sum. */
  readonly biases: 1 | 2;
  readonly states: 1 | 2;
  readonly attrs?: Readonly<Record<string, OnnxAttr>>;
}

/** @param inputs those of the op of the IR; its kernels and biases are known while the graph is written */
export function emitOnnx(
  e: OnnxEmitter,
  node: GraphNode,
  inputs: readonly string[],
  { op, gates, biases, states, attrs = {} }: OnnxCell,
): readonly string[] {
  const [x, kernel, recurrent] = inputs;
  const [lengths = '', ...first] = inputs.slice(3 + biases);
  const name = (part: string) => `${node.name}/${part}`;
  const units = e.valueOf(recurrent!).shape[0]!;
  const columns = gates.length * units;
  const matrix = (part: string, ref: string) => {
    const { shape, data } = e.valueOf(ref);
    return e.initializer(name(part), [1, columns, shape[0]!], byGate(data, shape[0]!, units, gates));
  };
  const both = new Float32Array(2 * columns);
  for (let n = 0; n < biases; n++)
    both.set(byGate(e.valueOf(inputs[3 + n]!).data, 1, units, gates), n * columns);
  const [y, ...last] = e.several(
    op,
    name('steps'),
    [
      e.node('Transpose', name('rows'), [e.plain(x!)], { perm: [1, 0, 2] }),
      matrix('kernel', kernel!),
      matrix('recurrent', recurrent!),
      e.initializer(name('biases'), [1, 2 * columns], both),
      lengths,
      ...first.map((state, n) => e.node('Unsqueeze', name(`first_${n}`), [state, e.int64s([0])])),
    ],
    1 + states,
    { hidden_size: units, direction: attr<boolean>(node, 'reverse') ? 'reverse' : 'forward', ...attrs },
  );
  const whole = e.node('Squeeze', name('whole'), [y!, e.int64s([1])]);
  return [
    e.node('Transpose', node.name, [whole], { perm: [1, 0, 2] }),
    ...last.map((state, n) => e.node('Squeeze', name(`last_${n}`), [state, e.int64s([0])])),
  ];
}

/** `[rows, gates·units] -> [gates·units, rows]`, gates in another order. */
function byGate(
  data: Float32Array | Int32Array,
  rows: number,
  units: number,
  gates: readonly number[],
): Float32Array {
  const columns = gates.length * units;
  const turned = new Float32Array(data.length);
  for (const [place, gate] of gates.entries()) {
    for (let unit = 0; unit < units; unit++) {
      for (let row = 0; row < rows; row++) {
        turned[(place * units + unit) * rows + row] = data[row * columns + gate * units + unit]!;
      }
    }
  }
  return turned;
}
