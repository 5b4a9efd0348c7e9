import { number } from './numbers.js';
import { optional } from './types.js';
import { boolean, call, oneCall } from './words.js';

/** What a phase is judged by in place of the weights it trains: an average of them, every number filled in. */
export interface Average {
  readonly kind: 'ema';
  /** What the average keeps of itself in an update. */
  readonly decay: number;
  /** Whether it keeps less at first: `1 - t^(-2/3)` in update t of the phase, up to the decay. */
  readonly warmup: boolean;
}

export const averages = oneCall<Average>('average', [
  call({
    name: 'ema',
    doc: 'The exponential moving average of the weights, updated with them (Polyak and Juditsky 1992; `ModelEmaV3` of timm).',
    example: 'ema(decay: 0.999)',
    parameters: {
      decay: optional(
        number(0, 0.999999),
        0.999,
        '0.999',
        'What the average keeps of itself in an update: 0.99 is about the last hundred updates, 0.999 the last thousand.',
        'decay: 0.999',
      ),
      warmup: optional(
        boolean,
        true,
        'true',
        'Keeps less at first, so that a short phase is not the average of weights it has left behind.',
        'warmup: false',
      ),
    },
    means: (values): Average => ({ kind: 'ema', ...values }),
  }),
]);
