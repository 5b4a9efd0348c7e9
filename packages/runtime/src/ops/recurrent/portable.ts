/** Recurrence in plain tfjs, token by token: the oracle of the engines. */
import type * as tfjs from '@tensorflow/tfjs';
import type { Tfjs } from '../kernel.js';

interface Steps {
  readonly reverse: boolean;
  /** Tokens of each row, `[batch]`; undefined where they are all. */
  readonly lengths: tfjs.Tensor | undefined;
  readonly first: readonly tfjs.Tensor[];
}

/**
 * @param x `[batch,tokens,K]`
 * @param step from the token's input `[batch,K]` and the states to the next states, the output first
 * @returns the outputs `[batch,tokens,units]`, zeros where a row is filled up, and the states after the last token
 */
export function overTokens(
  tf: Tfjs,
  x: tfjs.Tensor,
  { reverse, lengths, first }: Steps,
  step: (input: tfjs.Tensor, states: readonly tfjs.Tensor[]) => readonly tfjs.Tensor[],
): readonly tfjs.Tensor[] {
  const [batch = 0, tokens = 0, width = 0] = x.shape;
  let states = first;
  const outputs: tfjs.Tensor[] = [];
  for (let n = 0; n < tokens; n++) {
    const t = reverse ? tokens - 1 - n : n;
    const input = tf.reshape(tf.slice(x, [0, t, 0], [batch, 1, width]), [batch, width]);
    const next = step(input, states);
    const seen = lengths && tf.reshape(tf.cast(tf.greater(lengths, t), 'float32'), [batch, 1]);
    const before = states;
    states = seen
      ? next.map((state, i) => tf.add(tf.mul(state, seen), tf.mul(before[i]!, tf.sub(1, seen))))
      : next;
    outputs[t] = seen ? tf.mul(next[0]!, seen) : next[0]!;
  }
  return [tf.stack(outputs, 1), ...states];
}
