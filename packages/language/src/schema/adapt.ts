import { percent, positive, whole } from './numbers.js';
import { derived, optional } from './types.js';
import { call, choice, oneCall } from './words.js';

/** Low-rank adapters, every number filled in; see `graph/adapters.ts`. */
export interface Lora {
  readonly kind: 'lora';
  readonly rank: number;
  /** What the adapters add is multiplied by this over the rank. */
  readonly alpha: number;
  /** Share that is dropped of what adapters read. */
  readonly dropout: number;
  readonly on: 'query_value' | 'attention' | 'all';
}

const on = choice<Lora['on']>({
  query_value: {
    means: 'query_value',
    doc: 'Queries and values of attention; where a network keeps queries, keys and values in one matrix, that matrix.',
  },
  attention: { means: 'attention', doc: 'Queries, keys, values and outputs of attention.' },
  all: { means: 'all', doc: 'Every dense layer of the backbone.' },
});

export const adaptations = oneCall<Lora>('adapter', [
  call({
    name: 'lora',
    doc: 'Two small matrices beside each of the chosen ones, whose product is added to it (arXiv:2106.09685).',
    example: 'lora(rank: 8, alpha: 16)',
    parameters: {
      rank: optional(
        whole(1, 4096),
        8,
        '8',
        'Columns of the first matrix and rows of the second.',
        'rank: 8',
      ),
      alpha: derived(
        positive(),
        'twice the rank',
        'What the adapters add is multiplied by this, divided by the rank.',
        'alpha: 16',
      ),
      dropout: optional(
        percent(0, 95),
        0,
        '0%',
        'Share that is dropped of what the adapters read.',
        'dropout: 10%',
      ),
      on: optional(
        on,
        'query_value',
        'query_value',
        'The layers of the backbone that are adapted.',
        'on: attention',
      ),
    },
    means: ({ rank, alpha, ...rest }): Lora => ({ kind: 'lora', rank, alpha: alpha ?? 2 * rank, ...rest }),
  }),
]);
