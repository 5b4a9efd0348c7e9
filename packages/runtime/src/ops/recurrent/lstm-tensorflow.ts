/**
 * LSTM in a TensorFlow graph. Products with the input are one for all tokens; only those with the state are a token's. The
 * fused kernels (`BlockLSTMV2`, `BlockLSTMGradV2`) take more than twice as long for a step, *measured* with 32 rows of 128 tokens
 * of 384 numbers and 128 units: they multiply each token's input by itself, and add up the kernel's gradient token by token.
 */
import type { GraphNode } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../../engines/tensorflow/emitter.js';
import { listOf, readRow } from '../../engines/tensorflow/loop.js';
import { bool } from '../../engines/tensorflow/proto-values.js';
import { backOver, keepingAll } from './over-tokens.js';
import { earlier, joined, parts, type TimeMajor, timeMajor } from './time-major.js';

/** Tensors of the op's inputs, and sizes. */
export interface LstmCall {
  readonly x: string;
  readonly kernel: string;
  readonly recurrent: string;
  readonly bias: string;
  readonly lengths: string | undefined;
  readonly first: readonly string[];
  /** Channels of x. */
  readonly width: number;
  readonly units: number;
}

/** Values of all tokens, `[tokens,batch,…]`, in the order in which they were visited. */
interface Visited {
  readonly rows: TimeMajor;
  readonly x: string;
  readonly firstH: string;
  readonly firstC: string;
  readonly h: string;
  readonly c: string;
  readonly i: string;
  readonly f: string;
  readonly g: string;
  readonly o: string;
}

function visit(e: TensorFlowEmitter, node: GraphNode, call: LstmCall): Visited {
  const { x, kernel, recurrent, bias, lengths, first, width, units } = call;
  return e.shared(`lstm ${JSON.stringify(call)} ${node.attrs.reverse}`, () => {
    const name = (part: string) => `${node.name}/${part}`;
    const rows = timeMajor(e, node, x, lengths);
    const inputs = rows.enter(name('x'), x);
    const products = rows.times(name('by_kernel'), inputs, kernel, { from: width, to: 4 * units });
    const list = listOf(e, name('inputs'), e.float('BiasAdd', name('biased'), [products, bias]));
    const [firstH, firstC] = first.length > 0 ? first : [rows.zeros(units), rows.zeros(units)];
    const carried = { first: [firstH!, firstC!], kept: ['h', 'c', 'i', 'f', 'g', 'o'] };
    const [h, c, i, f, g, o] = keepingAll(e, node, rows, carried, (loop, [h, c]) => {
      const given = readRow(e, name('input'), loop, list);
      const byState = e.float('MatMul', name('by_state'), [h!, loop.captured(recurrent)]);
      const sum = e.float('AddV2', name('sum'), [given, byState]);
      const [forI, forF, forG, forO] = parts(
        e,
        name('gates'),
        sum,
        { axis: 1, sizes: [units, units, units, units] },
        loop,
      );
      const [i, f, o] = [forI!, forF!, forO!].map((gate) => e.float('Sigmoid', name('sigmoid'), [gate]));
      const g = e.float('Tanh', name('tanh'), [forG!]);
      const before = e.float('Mul', name('remembered'), [f!, c!]);
      const nextC = e.float('AddV2', name('c'), [before, e.float('Mul', name('added'), [i!, g])]);
      const nextH = e.float('Mul', name('h'), [o!, e.float('Tanh', name('tanh_c'), [nextC])]);
      return [nextH, nextC, i!, f!, g, o!];
    });
    return { rows, x: inputs, firstH: firstH!, firstC: firstC!, h: h!, c: c!, i: i!, f: f!, g: g!, o: o! };
  });
}

export function lstmForward(e: TensorFlowEmitter, node: GraphNode, call: LstmCall): readonly string[] {
  const { rows, firstH, firstC, h, c } = visit(e, node, call);
  return [
    rows.leave(node.name, h),
    rows.last(`${node.name}/last_h`, firstH, h),
    rows.last(`${node.name}/last_c`, firstC, c),
  ];
}

/** @returns the gradients by x, kernel, recurrent kernel, bias, first h and first c */
export function lstmBackward(
  e: TensorFlowEmitter,
  node: GraphNode,
  dy: string,
  call: LstmCall,
): readonly string[] {
  const { width, units, kernel, recurrent } = call;
  const { rows, x, firstH, firstC, h, c, i, f, g, o } = visit(e, node, call);
  const name = (part: string) => `${node.name}/${part}`;
  const mul = (part: string, ...factors: string[]) =>
    factors.reduce((a, b) => e.float('Mul', name(part), [a, b]));
  const less = (part: string, value: string) => e.float('Sub', name(part), [e.scalar(1), value]);
  // What a gate's gradient is of that of c, and of h, for all tokens at once.
  const tanhC = e.float('Tanh', name('tanh_c'), [c]);
  const through = mul('c_by_h', o, less('tanh_slope', mul('tanh_square', tanhC, tanhC)));
  const factors = [
    mul('i', g, i, less('i_rest', i)),
    mul('f', earlier(e, name('c_before'), firstC, c), f, less('f_rest', f)),
    mul('g', i, less('g_slope', mul('g_square', g, g))),
    mul('o', tanhC, o, less('o_rest', o)),
  ];
  const lists = {
    dy: listOf(e, name('dys'), rows.enterGradient(name('dy'), dy)),
    through: listOf(e, name('throughs'), through),
    factors: listOf(e, name('factors'), joined(e, name('joined'), factors, 2)),
    f: listOf(e, name('fs'), f),
  };
  const zeros = rows.zeros(units);
  const carried = { last: [zeros, zeros], lists, kept: 'gates' };
  const { first: dFirst, all: gates } = backOver(e, node, rows, carried, (loop, [afterH, afterC], read) => {
    const dh = e.float('AddV2', name('dh'), [afterH!, read('dy')]);
    const dc = e.float('AddV2', name('dc'), [afterC!, mul('by_h', dh, read('through'))]);
    const each = joined(e, name('each'), [dc, dc, dc, dh], 1, loop);
    const gates = mul('dgates', each, read('factors'));
    const beforeH = e.float('MatMul', name('by_state'), [gates, loop.captured(recurrent)], {
      transpose_a: bool(false),
      transpose_b: bool(true),
    });
    return { before: [beforeH, mul('by_f', dc, read('f'))], keep: gates };
  });
  const sizes = { right: 4 * units };
  const dx = rows.times(name('dx'), gates, kernel, { from: 4 * units, to: width, transposed: true });
  return [
    rows.leave(name('x'), dx),
    rows.outer(name('kernel'), x, gates, { left: width, ...sizes }),
    rows.outer(name('recurrent'), earlier(e, name('h_before'), firstH, h), gates, { left: units, ...sizes }),
    e.reduce('Sum', name('bias'), gates, [0, 1], false),
    ...dFirst,
  ];
}
