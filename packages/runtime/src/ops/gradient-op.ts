import { inputOf } from '@tlp/language/graph/shape.js';
import type { Attrs, OpDefinition } from '@tlp/language/graph/types.js';

/** An op that only gradients use, whose output has the type of its n-th input. */
export const likeInput = <A extends Attrs = Record<never, never>>(name: string, input: number) =>
  ({ name, infer: (inputs) => [inputOf(inputs, input, name)] }) satisfies OpDefinition<A>;

/** An op that only gradients use, whose output has a fixed shape given as the attribute `shape`. */
export const ofShape = <A extends { readonly shape: readonly number[] }>(name: string) =>
  ({ name, infer: (_inputs, { shape }) => [{ dtype: 'float32', shape }] }) satisfies OpDefinition<A>;
