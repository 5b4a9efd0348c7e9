/** What is read of a text with more tokens than the network is given. */
import { percent } from '../../schema/numbers.js';
import { optional, type ValueType } from '../../schema/types.js';
import { call, oneCall } from '../../schema/words.js';

/** Its beginning, its beginning and its end, or all of it in windows. */
export type Long = 'head' | 'head_tail' | Windows;

export interface Windows {
  readonly kind: 'window';
  /** Share of a window's own tokens that the next one repeats, 0..0.75. */
  readonly stride: number;
}

export const isWindows = (long: Long): long is Windows => typeof long === 'object';

export const usualStride = 0.25;

const word = (name: Exclude<Long, Windows>, doc: string) =>
  call({
    name,
    doc,
    example: name,
    parameters: {},
    means: (): Long => name,
    says: (value) => (value === name ? {} : undefined),
  });

export const long: ValueType<Long> = oneCall<Long>('value', [
  word('head', 'Its beginning.'),
  word('head_tail', 'A quarter from its beginning, the rest from its end.'),
  call({
    name: 'window',
    doc: 'All of it, in windows that overlap. Each is an example of its own in training, and a text counts as much as any other; what the network says of a text is the mean of what it says of its windows, before the softmax.',
    example: 'window(stride: 25%)',
    parameters: {
      stride: optional(
        percent(0, 75),
        usualStride,
        '25%',
        'Share of a window that the next one repeats, as `stride` of Transformers’ tokenizers.',
        'stride: 25%',
      ),
    },
    means: ({ stride }): Long => ({ kind: 'window', stride }),
  }),
]);

/**
 * Tokens of each text that the next window repeats.
 * @param room tokens of a window, without special ones
 */
export const overlapOf = ({ stride }: Windows, room: number): number => Math.floor(stride * room);

/**
 * How many windows a text is read in.
 * @param tokens of the text, without special ones @param room of a window, likewise
 */
export function windowCount(tokens: number, room: number, windows: Windows): number {
  if (tokens <= room) return 1;
  return 1 + Math.ceil((tokens - room) / (room - overlapOf(windows, room)));
}
