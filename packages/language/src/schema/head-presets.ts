/** Whole heads by one word: sugar for layers that `tlp explain` prints and the editor writes out. */
import type { UsualPool } from '../backbones/card.js';
import type { Activation } from '../graph/ops/elementwise.js';
import type { HeadLayer } from '../resolve/pipeline.js';
import type { Units } from '../tasks/definition.js';
import { activation, hiddenUnits } from './head-values.js';
import { percent } from './numbers.js';
import { optional } from './types.js';
import { type CallSpec, call } from './words.js';

/** What a head is to be built on and for. */
export interface HeadSite {
  /** The pool that is usual for what the backbone gives; null where that is a vector. */
  readonly pool: UsualPool | null;
  /** What the task asks of the last layer; null where there is no head. */
  readonly units: Units | null;
  /** Whether the backbone's vectors are used at length 1, and a phase computes the last layer of them as they are. */
  readonly normalized?: boolean;
}

/** A preset with its arguments: the layers that it stands for. */
export type Preset = (site: HeadSite) => readonly HeadLayer[];

const pooled = ({ pool }: HeadSite): readonly HeadLayer[] =>
  pool === null ? [] : [{ kind: 'pool', mode: pool }];

const dense = (units: number | Units | null, activation: Activation | null = null): HeadLayer => ({
  kind: 'dense',
  units: units ?? 'classes',
  activation,
});

const dropped = (rate: number): readonly HeadLayer[] => (rate === 0 ? [] : [{ kind: 'dropout', rate }]);

/**
 * The head of a pipeline that has none. That of tags is the one of Transformers' `BertForTokenClassification`; where the network tells
 * the tokens itself, there is none.
 */
export const usualHead: Preset = (site) =>
  site.units === null
    ? []
    : [
        ...pooled(site),
        ...(site.normalized ? [{ kind: 'normalize' } as const] : []),
        ...dropped(site.units === 'tags' ? 0.1 : 0),
        dense(site.units),
      ];

/**
 * `create_head` of fastai 2.8 (`fastai/vision/learner.py`) with `LinBnDrop` (`fastai/layers.py`): batch-norm as PyTorch has it,
 * with offsets of 1e-3; dense layers without a bias, initialized by `kaiming_normal_`. As there, a class token is not pooled.
 */
const fastaiHead =
  (units: number, rate: number): Preset =>
  (site) => {
    const bare = { bias: false, initializer: 'he_normal' } as const;
    const norm: HeadLayer = { kind: 'batch_norm', epsilon: 1e-5, momentum: 0.9, offset: 1e-3 };
    return [
      ...(site.pool === 'average' ? [{ kind: 'pool', mode: 'concat' } as const] : pooled(site)),
      norm,
      ...dropped(rate / 2),
      { kind: 'dense', units, activation: 'relu', ...bare },
      norm,
      ...dropped(rate),
      { ...dense(site.units), ...bare },
    ];
  };

const share = percent(0, 95);

export const headPresets: readonly CallSpec<Preset>[] = [
  call({
    name: 'linear',
    doc: 'The usual head, which a pipeline without a `head` has: the pool that the backbone is used with (the mean of each channel, the class token of a vision transformer), and one dense layer. Where a phase has `solve`, the vectors of a sentence transformer that ends in `Normalize` are normalized before it.',
    example: 'linear',
    parameters: {},
    means: () => usualHead,
  }),
  call({
    name: 'fastai',
    doc: "The head of fastai's `vision_learner`: the largest value and the mean of each channel, then twice batch-norm, dropout and a dense layer.",
    example: 'fastai(512, dropout: 50%)',
    parameters: {
      units: optional(hiddenUnits, 512, '512', 'Outputs of the hidden layer.', '512'),
      dropout: optional(
        share,
        0.5,
        '50%',
        'The share of values set to zero before the last layer; half of it before the hidden one.',
        'dropout: 50%',
      ),
    },
    means: ({ units, dropout }) => fastaiHead(units, dropout),
  }),
  call({
    name: 'mlp',
    doc: 'A multilayer perceptron on the usual pool: a hidden dense layer, dropout, and the last dense layer.',
    example: 'mlp(256, relu, dropout: 30%)',
    parameters: {
      units: optional(hiddenUnits, 256, '256', 'Outputs of the hidden layer.', '256'),
      activation: optional(
        activation,
        'relu',
        'relu',
        'The activation function of the hidden layer.',
        'relu',
      ),
      dropout: optional(
        share,
        0.3,
        '30%',
        'The share of values set to zero before the last layer.',
        'dropout: 30%',
      ),
    },
    means:
      ({ units, activation: of, dropout }): Preset =>
      (site) => [...pooled(site), dense(units, of), ...dropped(dropout), dense(site.units)],
  }),
];
