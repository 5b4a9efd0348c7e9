/** GRU in a TensorFlow graph, in the way of the LSTM: products with the input are one for all tokens. */
import type { GraphNode } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../../engines/tensorflow/emitter.js';
import { listOf, readRow } from '../../engines/tensorflow/loop.js';
import { bool } from '../../engines/tensorflow/proto-values.js';
import { backOver, keepingAll } from './over-tokens.js';
import { earlier, joined, parts, type TimeMajor, timeMajor } from './time-major.js';

/** Tensors of the op's inputs, and sizes. */
export interface GruCall {
  readonly x: string;
  readonly kernel: string;
  readonly recurrent: string;
  readonly bias: string;
  readonly recurrentBias: string;
  readonly lengths: string | undefined;
  readonly first: string | undefined;
  /** Channels of x. */
  readonly width: number;
  readonly units: number;
}

/** Values of all tokens, `[tokens,batch,…]`, in the order in which they were visited. */
interface Visited {
  readonly rows: TimeMajor;
  readonly x: string;
  readonly first: string;
  readonly h: string;
  readonly z: string;
  readonly r: string;
  readonly n: string;
  /** What the reset gate weighs: the product of the state for `n`, its bias added. */
  readonly weighed: string;
}

function visit(e: TensorFlowEmitter, node: GraphNode, call: GruCall): Visited {
  const { x, kernel, recurrent, bias, recurrentBias, lengths, width, units } = call;
  return e.shared(`gru ${JSON.stringify(call)} ${node.attrs.reverse}`, () => {
    const name = (part: string) => `${node.name}/${part}`;
    const rows = timeMajor(e, node, x, lengths);
    const inputs = rows.enter(name('x'), x);
    const products = rows.times(name('by_kernel'), inputs, kernel, { from: width, to: 3 * units });
    const sizes = [2 * units, units];
    const biased = e.float('BiasAdd', name('biased'), [products, bias]);
    const [forGates, forN] = parts(e, name('inputs'), biased, { axis: 2, sizes }).map((part, n) =>
      listOf(e, name(`inputs_${n}`), part),
    );
    const first = call.first ?? rows.zeros(units);
    const carried = { first: [first], kept: ['h', 'z', 'r', 'n', 'weighed'] };
    const [h, z, r, n, weighed] = keepingAll(e, node, rows, carried, (loop, [h]) => {
      const byState = e.float('BiasAdd', name('state_biased'), [
        e.float('MatMul', name('by_state'), [h!, loop.captured(recurrent)]),
        loop.captured(recurrentBias),
      ]);
      const [stateGates, weighed] = parts(e, name('by_gate'), byState, { axis: 1, sizes }, loop);
      const sum = e.float('AddV2', name('sum'), [
        readRow(e, name('for_gates'), loop, forGates!),
        stateGates!,
      ]);
      const gates = e.float('Sigmoid', name('sigmoid'), [sum]);
      const [z, r] = parts(e, name('gates'), gates, { axis: 1, sizes: [units, units] }, loop);
      const reset = e.float('Mul', name('reset'), [r!, weighed!]);
      const forTanh = e.float('AddV2', name('for_tanh'), [readRow(e, name('for_n'), loop, forN!), reset]);
      const n = e.float('Tanh', name('n'), [forTanh]);
      const kept = e.float('Mul', name('kept'), [z!, e.float('Sub', name('change'), [h!, n])]);
      const next = e.float('AddV2', name('h'), [n, kept]);
      return [next, z!, r!, n, weighed!];
    });
    return { rows, x: inputs, first, h: h!, z: z!, r: r!, n: n!, weighed: weighed! };
  });
}

export function gruForward(e: TensorFlowEmitter, node: GraphNode, call: GruCall): readonly string[] {
  const { rows, first, h } = visit(e, node, call);
  return [rows.leave(node.name, h), rows.last(`${node.name}/last_h`, first, h)];
}

/** @returns the gradients by x, kernel, recurrent kernel, bias, recurrent bias and first h */
export function gruBackward(
  e: TensorFlowEmitter,
  node: GraphNode,
  dy: string,
  call: GruCall,
): readonly string[] {
  const { width, units, kernel, recurrent } = call;
  const { rows, x, first, h, z, r, n, weighed } = visit(e, node, call);
  const name = (part: string) => `${node.name}/${part}`;
  const mul = (part: string, ...factors: string[]) =>
    factors.reduce((a, b) => e.float('Mul', name(part), [a, b]));
  const less = (part: string, value: string) => e.float('Sub', name(part), [e.scalar(1), value]);
  const before = earlier(e, name('before'), first, h);
  // What a gate's gradient is of that of h, for all tokens at once.
  const restZ = less('z_rest', z);
  const byN = mul('by_n', restZ, less('n_slope', mul('n_square', n, n)));
  const byZ = mul('by_z', e.float('Sub', name('change'), [before, n]), z, restZ);
  const byR = mul('by_r', byN, weighed, r, less('r_rest', r));
  const ofState = joined(e, name('of_state'), [byZ, byR, mul('by_weighed', byN, r)], 2);
  const lists = {
    dy: listOf(e, name('dys'), rows.enterGradient(name('dy'), dy)),
    factors: listOf(e, name('factors'), ofState),
    z: listOf(e, name('zs'), z),
  };
  const carried = { last: [rows.zeros(units)], lists, kept: 'dh' };
  const { first: dFirst, all: dh } = backOver(e, node, rows, carried, (loop, [after], read) => {
    const dh = e.float('AddV2', name('dh'), [after!, read('dy')]);
    const each = joined(e, name('each'), [dh, dh, dh], 1, loop);
    const gates = mul('dgates', each, read('factors'));
    const byState = e.float('MatMul', name('by_state'), [gates, loop.captured(recurrent)], {
      transpose_a: bool(false),
      transpose_b: bool(true),
    });
    const through = e.float('AddV2', name('through'), [mul('by_z_gate', dh, read('z')), byState]);
    return { before: [through], keep: dh };
  });
  const each = joined(e, name('all_each'), [dh, dh, dh], 2);
  const stateGates = mul('state_gates', each, ofState);
  const inputGates = mul('input_gates', each, joined(e, name('of_input'), [byZ, byR, byN], 2));
  const dx = rows.times(name('dx'), inputGates, kernel, { from: 3 * units, to: width, transposed: true });
  return [
    rows.leave(name('x'), dx),
    rows.outer(name('kernel'), x, inputGates, { left: width, right: 3 * units }),
    rows.outer(name('recurrent'), before, stateGates, { left: units, right: 3 * units }),
    e.reduce('Sum', name('bias'), inputGates, [0, 1], false),
    e.reduce('Sum', name('recurrent_bias'), stateGates, [0, 1], false),
    ...dFirst,
  ];
}
