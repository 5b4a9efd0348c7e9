/** What recurrent kernels of TensorFlow share: rows by token, `[tokens,batch,…]`, in the order in which they are visited. */
import type { GraphNode } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../../engines/tensorflow/emitter.js';
import type { LoopBody } from '../../engines/tensorflow/loop.js';
import { bool, int, type } from '../../engines/tensorflow/proto-values.js';
import { attr } from '../node.js';

export interface TimeMajor {
  /** Number of tokens, int32 scalar. */
  readonly steps: string;
  /** `[batch,tokens,K] -> [tokens,batch,K]`, the first visited token first. */
  enter(name: string, x: string): string;
  /** Back to `[batch,tokens,K]`, zeros where a row is filled up. */
  leave(name: string, x: string): string;
  /** As `enter`, zeros where a row is filled up: of a gradient. */
  enterGradient(name: string, dy: string): string;
  /** Zeros `[batch,units]`. */
  zeros(units: number): string;
  /** Rows `[tokens,batch,from]` times a matrix or its transpose, `[tokens,batch,to]`. */
  times(
    name: string,
    rows: string,
    matrix: string,
    size: { from: number; to: number; transposed?: boolean },
  ): string;
  /** The products of two rows summed, `[a,b]`: what a matrix between them has as its gradient. */
  outer(name: string, left: string, right: string, size: { left: number; right: number }): string;
  /** From the state before the first token and those after each, the one after the last token of a row, `[batch,units]`. */
  last(name: string, first: string, states: string): string;
}

/** @param x `[batch,tokens,K]` @param lengths tokens of each row, int32 `[batch]`; undefined where they are all */
export function timeMajor(
  e: TensorFlowEmitter,
  node: GraphNode,
  x: string,
  lengths: string | undefined,
): TimeMajor {
  const reverse = attr<boolean>(node, 'reverse');
  const key = `time-major ${x} ${lengths} ${reverse}`;
  return e.shared(key, () => describe(e, `${node.name}/rows`, x, lengths, reverse));
}

function describe(
  e: TensorFlowEmitter,
  base: string,
  x: string,
  lengths: string | undefined,
  reverse: boolean,
): TimeMajor {
  const int32 = type('int32');
  const shape = e.shape(`${base}/shape`, x);
  const element = (name: string, index: number) =>
    e.node('GatherV2', `${base}/${name}`, [shape, e.scalar(index, 'int32'), e.scalar(0, 'int32')], {
      Tparams: int32,
      Tindices: int32,
      Taxis: int32,
    });
  const [batch, steps] = [element('batch', 0), element('steps', 1)];
  const turned = (name: string, value: string) =>
    e.float('Transpose', name, [value, e.ints(1, 0, 2)], { Tperm: int32 });
  // Each row's own tokens in reverse; what fills it up stays behind them.
  const reversed = (name: string, value: string) => {
    if (!reverse) return value;
    if (lengths === undefined) return e.float('ReverseV2', name, [value, e.ints(1)], { Tidx: int32 });
    return e.float('ReverseSequence', name, [value, lengths], {
      seq_dim: int(1),
      batch_dim: int(0),
      Tlen: int32,
    });
  };
  const seen = () =>
    e.shared(`${base}/seen`, () => {
      const count = e.scalar(1, 'int32');
      const places = e.node('Range', `${base}/places`, [e.scalar(0, 'int32'), steps, count], { Tidx: int32 });
      const rows = e.node('ExpandDims', `${base}/lengths`, [lengths!, count], { T: int32, Tdim: int32 });
      const less = e.node('Less', `${base}/less`, [places, rows], { T: int32 });
      const numbers = e.node('Cast', `${base}/numbers`, [less], {
        SrcT: type('bool'),
        DstT: type('float32'),
      });
      return e.float('ExpandDims', `${base}/seen`, [numbers, e.scalar(2, 'int32')], { Tdim: int32 });
    });
  const masked = (name: string, value: string) =>
    lengths === undefined ? value : e.float('Mul', name, [value, seen()]);
  const enter = (name: string, value: string) => turned(name, reversed(`${name}/reversed`, value));
  const sizes = (...parts: string[]) =>
    e.node('Pack', `${base}/sizes`, parts, { N: int(parts.length), T: int32, axis: int(0) });
  const flat = (name: string, rows: string, width: number) =>
    e.float('Reshape', `${name}/flat`, [rows, e.ints(-1, width)], { Tshape: int32 });
  const matMul = (name: string, inputs: readonly string[], first: boolean, second: boolean) =>
    e.float('MatMul', name, inputs, { transpose_a: bool(first), transpose_b: bool(second) });
  return {
    steps,
    enter,
    leave: (name, value) => masked(name, reversed(`${name}/reversed`, turned(`${name}/turned`, value))),
    enterGradient: (name, dy) => enter(name, masked(`${name}/masked`, dy)),
    zeros: (units) =>
      e.float('Fill', `${base}/zeros`, [sizes(batch, e.scalar(units, 'int32')), e.scalar(0)], {
        index_type: int32,
      }),
    times(name, rows, matrix, { from, to, transposed = false }) {
      const y = matMul(`${name}/flat`, [flat(`${name}/rows`, rows, from), matrix], false, transposed);
      return e.float('Reshape', name, [y, sizes(steps, batch, e.scalar(to, 'int32'))], { Tshape: int32 });
    },
    outer: (name, left, right, size) =>
      matMul(
        name,
        [flat(`${name}/left`, left, size.left), flat(`${name}/right`, right, size.right)],
        true,
        false,
      ),
    last(name, first, states) {
      const row = e.float('ExpandDims', `${name}/first`, [first, e.scalar(0, 'int32')], { Tdim: int32 });
      const all = turned(`${name}/all`, e.concat(`${name}/states`, [row, states]));
      const ends =
        lengths ??
        e.node('Fill', `${name}/ends`, [e.pick(`${name}/rows`, shape, 0), steps], {
          T: int32,
          index_type: int32,
        });
      return e.node('GatherV2', name, [all, ends, e.scalar(1, 'int32')], {
        Tparams: type('float32'),
        Tindices: int32,
        Taxis: int32,
        batch_dims: int(1),
      });
    },
  };
}

/** The state before each token, `[tokens,batch,units]`: `first`, then all after it but the last. */
export function earlier(e: TensorFlowEmitter, name: string, first: string, states: string): string {
  const int32 = type('int32');
  const row = e.float('ExpandDims', `${name}/first`, [first, e.scalar(0, 'int32')], { Tdim: int32 });
  const shape = e.shape(`${name}/shape`, states);
  const count = e.node('Sub', `${name}/count`, [shape, e.ints(1, 0, 0)], { T: int32 });
  const rest = e.float('Slice', `${name}/rest`, [states, e.ints(0, 0, 0), count], { Index: int32 });
  return e.concat(name, [row, rest]);
}

/** Values side by side along an axis. @param loop whose body this is done in */
export function joined(
  e: TensorFlowEmitter,
  name: string,
  values: readonly string[],
  axis: number,
  loop?: LoopBody,
): string {
  const at = numbers(e.scalar(axis, 'int32'), loop);
  return e.float('ConcatV2', name, [...values, at], { N: int(values.length), Tidx: type('int32') });
}

/** The parts of a value of these sizes along an axis. @param loop whose body this is done in */
export function parts(
  e: TensorFlowEmitter,
  name: string,
  value: string,
  { axis, sizes }: { readonly axis: number; readonly sizes: readonly number[] },
  loop?: LoopBody,
): readonly string[] {
  const [lengths, at] = [numbers(e.ints(...sizes), loop), numbers(e.scalar(axis, 'int32'), loop)];
  const node = e.float('SplitV', name, [value, lengths, at], {
    num_split: int(sizes.length),
    Tlen: type('int32'),
  });
  return sizes.map((_, n) => (n === 0 ? node : `${node}:${n}`));
}

const numbers = (constant: string, loop: LoopBody | undefined): string =>
  loop ? loop.captured(constant, 'int32') : constant;
