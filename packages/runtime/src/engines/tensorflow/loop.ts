/**
 * Loops in a TensorFlow graph, of the nodes that a functional `While` is lowered to: `Enter`, `Merge`, `Switch`,
 * `NextIteration` and `Exit` of one frame. Source: "Implementation of Control Flow in TensorFlow", Yu et al. 2018, arXiv:1805.01772.
 */
import type { TensorFlowEmitter } from './emitter.js';
import { bool, int, type TensorFlowType, text, type } from './proto-values.js';

/** What goes from step to step. */
export interface Carried {
  readonly tensor: string;
  readonly dtype: TensorFlowType;
}

export interface LoopBody {
  /** Number of the step, int32, from 0. */
  readonly step: string;
  /** The values at its beginning, in order. */
  readonly values: readonly string[];
  /** A tensor from outside, the same at every step. A body reads no other, constants not excepted. */
  captured(tensor: string, dtype?: TensorFlowType): string;
}

/**
 * @param steps int32 scalar
 * @param body adds the nodes of a step; gives the values at its end, in order
 * @returns the values after the last step
 */
export function emitLoop(
  e: TensorFlowEmitter,
  name: string,
  steps: string,
  carried: readonly Carried[],
  body: (loop: LoopBody) => readonly string[],
): readonly string[] {
  const enter = (tensor: string, dtype: TensorFlowType, constant: boolean) =>
    e.node('Enter', `${name}/enter`, [tensor], {
      T: type(dtype),
      frame_name: text(name),
      is_constant: bool(constant),
      parallel_iterations: int(10),
    });
  const entered = new Map<string, string>();
  const captured = (tensor: string, dtype: TensorFlowType = 'float32'): string => {
    const known = entered.get(tensor) ?? enter(tensor, dtype, true);
    entered.set(tensor, known);
    return known;
  };
  const all: readonly Carried[] = [{ tensor: e.scalar(0, 'int32'), dtype: 'int32' }, ...carried];
  const merged = all.map(({ tensor, dtype }) =>
    e.node('Merge', `${name}/merge`, [enter(tensor, dtype, false)], { T: type(dtype), N: int(2) }),
  );
  const int32 = { T: type('int32') };
  const more = e.node('Less', `${name}/less`, [merged[0]!, captured(steps, 'int32')], int32);
  const condition = e.node('LoopCond', `${name}/condition`, [more]);
  const switched = merged.map((merge, i) =>
    e.node('Switch', `${name}/switch`, [merge, condition], { T: type(all[i]!.dtype) }),
  );
  const [step, ...values] = switched.map((tensor) => `${tensor}:1`);
  const after = e.node('AddV2', `${name}/after`, [step!, captured(e.scalar(1, 'int32'), 'int32')], int32);
  for (const [i, tensor] of [after, ...body({ step: step!, values, captured })].entries()) {
    e.addInput(merged[i]!, e.node('NextIteration', `${name}/next`, [tensor], { T: type(all[i]!.dtype) }));
  }
  return switched
    .slice(1)
    .map((tensor, i) => e.node('Exit', `${name}/exit`, [tensor], { T: type(carried[i]!.dtype) }));
}

const elements = { element_dtype: type('float32'), shape_type: type('int32') };

/** Rows of a loop: float32 `[steps,…]` as a list whose element is read in the body. */
export function listOf(e: TensorFlowEmitter, name: string, rows: string): Carried {
  const inputs = [rows, e.scalar(-1, 'int32')];
  return { tensor: e.node('TensorListFromTensor', name, inputs, elements), dtype: 'variant' };
}

export function emptyList(e: TensorFlowEmitter, name: string, steps: string): Carried {
  const inputs = [e.scalar(-1, 'int32'), steps];
  return { tensor: e.node('TensorListReserve', name, inputs, elements), dtype: 'variant' };
}

/** The element of a step. Every element has the same shape, which the list need not be told. */
export const readRow = (e: TensorFlowEmitter, name: string, loop: LoopBody, list: Carried, at = loop.step) =>
  e.node(
    'TensorListGetItem',
    name,
    [loop.captured(list.tensor, 'variant'), at, loop.captured(e.scalar(-1, 'int32'), 'int32')],
    { element_dtype: type('float32') },
  );

export const writeRow = (e: TensorFlowEmitter, name: string, list: string, at: string, row: string): string =>
  e.node('TensorListSetItem', name, [list, at, row], { element_dtype: type('float32') });

/** The rows that a loop wrote, `[steps,…]`; there is at least one. */
export const stacked = (e: TensorFlowEmitter, name: string, list: string): string =>
  e.node('TensorListStack', name, [list, e.scalar(-1, 'int32')], {
    element_dtype: type('float32'),
    num_elements: int(-1),
  });
