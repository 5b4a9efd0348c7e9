/** Cases of LSTM and GRU: both directions, rows of one length and of several, first states and none. */
import type { GraphBuilder } from '@tlp/language/graph/builder.js';
import { gru, lstm, type RecurrentAttrs } from '@tlp/language/graph/ops/recurrent.js';
import type { OpDefinition } from '@tlp/language/graph/types.js';
import type { OpCase } from '../op-case.js';

const [batch, tokens, width, units] = [3, 4, 2, 3];

const cells: readonly {
  readonly op: OpDefinition<RecurrentAttrs>;
  readonly gates: number;
  readonly biases: number;
  readonly states: number;
}[] = [
  { op: lstm, gates: 4, biases: 1, states: 2 },
  { op: gru, gates: 3, biases: 2, states: 1 },
];

const lengthsOf = (b: GraphBuilder) => b.constant('lengths', [2, 4, 0], { dtype: 'int32' });

export const recurrentCases: readonly OpCase[] = cells.flatMap(({ op, gates, biases, states }) =>
  [false, true].flatMap((reverse) => {
    const weights = [
      [batch, tokens, width],
      [width, gates * units],
      [units, gates * units],
      ...Array.from({ length: biases }, () => [gates * units]),
    ];
    const name = `${op.name}${reverse ? ' from the end' : ''}`;
    const first = Array.from({ length: states }, () => [batch, units]);
    return [
      { name, shapes: weights, build: (b, inputs) => b.apply(op, inputs, { reverse }) },
      {
        name: `${name} of rows that are filled up, the last one wholly`,
        shapes: weights,
        build: (b, inputs) => b.apply(op, [...inputs, lengthsOf(b)], { reverse }),
      },
      {
        name: `${name} with first states`,
        shapes: [...weights, ...first],
        build(b, inputs) {
          const [given, begun] = [inputs.slice(0, weights.length), inputs.slice(weights.length)];
          return b.apply(op, [...given, lengthsOf(b), ...begun], { reverse });
        },
      },
    ] satisfies OpCase[];
  }),
);
