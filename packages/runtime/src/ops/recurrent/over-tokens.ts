/** The loops over tokens that the recurrent kernels of TensorFlow share: forward, where values are kept, and back with gradients. */
import type { GraphNode } from '@tlp/language/graph/types.js';
import type { TensorFlowEmitter } from '../../engines/tensorflow/emitter.js';
import {
  type Carried,
  emitLoop,
  emptyList,
  type LoopBody,
  readRow,
  stacked,
  writeRow,
} from '../../engines/tensorflow/loop.js';
import { type } from '../../engines/tensorflow/proto-values.js';
import type { TimeMajor } from './time-major.js';

const asState = (tensor: string): Carried => ({ tensor, dtype: 'float32' });

/**
 * @param first the states before the first token, `[batch,units]`
 * @param kept names of what is kept of every token, the next states first
 * @param step adds the nodes of a token; gives the values of these names
 * @returns the values of all tokens, `[tokens,batch,…]`
 */
export function keepingAll(
  e: TensorFlowEmitter,
  node: GraphNode,
  rows: TimeMajor,
  { first, kept }: { readonly first: readonly string[]; readonly kept: readonly string[] },
  step: (loop: LoopBody, states: readonly string[]) => readonly string[],
): readonly string[] {
  const name = (part: string) => `${node.name}/${part}`;
  const lists = kept.map((part) => emptyList(e, name(`kept_${part}`), rows.steps));
  const body = (loop: LoopBody) => {
    const values = step(loop, loop.values.slice(0, first.length));
    const written = loop.values
      .slice(first.length)
      .map((to, n) => writeRow(e, name('write'), to, loop.step, values[n]!));
    return [...values.slice(0, first.length), ...written];
  };
  const exits = emitLoop(e, name('loop'), rows.steps, [...first.map(asState), ...lists], body);
  return exits.slice(first.length).map((exit, n) => stacked(e, name(`all_${kept[n]}`), exit));
}

/**
 * Back from the token that was visited last to the first one.
 * @param last the gradients by the states after the last token, `[batch,units]`
 * @param lists rows of all tokens, of which `read` gives the token's in a step
 * @param kept the name of what is kept of every token
 * @param step adds the nodes of a token; gives the gradients by the states before it, and what is kept
 * @returns the gradients by the first states, and what was kept of all tokens, `[tokens,batch,…]`
 */
export function backOver<Part extends string>(
  e: TensorFlowEmitter,
  node: GraphNode,
  rows: TimeMajor,
  {
    last,
    lists,
    kept,
  }: {
    readonly last: readonly string[];
    readonly lists: Readonly<Record<Part, Carried>>;
    readonly kept: string;
  },
  step: (
    loop: LoopBody,
    after: readonly string[],
    read: (part: Part) => string,
  ) => { readonly before: readonly string[]; readonly keep: string },
): { readonly first: readonly string[]; readonly all: string } {
  const name = (part: string) => `${node.name}/${part}`;
  const int32 = { T: type('int32') };
  const end = e.node('Sub', name('last'), [rows.steps, e.scalar(1, 'int32')], int32);
  const body = (loop: LoopBody) => {
    const at = e.node('Sub', name('at'), [loop.captured(end, 'int32'), loop.step], int32);
    const read = (part: Part) => readRow(e, name(`read_${part}`), loop, lists[part], at);
    const { before, keep } = step(loop, loop.values.slice(0, -1), read);
    return [...before, writeRow(e, name('write'), loop.values.at(-1)!, at, keep)];
  };
  const list = emptyList(e, name(kept), rows.steps);
  const exits = emitLoop(e, name('loop'), rows.steps, [...last.map(asState), list], body);
  return { first: exits.slice(0, -1), all: stacked(e, name(`all_${kept}`), exits.at(-1)!) };
}
