import type { EarlyStop, Monitor } from '../resolve/pipeline.js';
import { allMetrics } from '../tasks/metrics.js';
import { adaptations } from './adapt.js';
import { averages } from './averages.js';
import { contrasts } from './contrast.js';
import { freeze } from './freeze.js';
import { losses } from './losses.js';
import { mixes } from './mixes.js';
import { gigabytes, number, percent, pixels, positive, whole } from './numbers.js';
import { optimizers } from './optimizers.js';
import { learningRates } from './rates.js';
import { recipes } from './recipes.js';
import { rejections } from './rejections.js';
import { solvers } from './solvers.js';
import { type BlockSpec, derived, optional, required, unlessWritten, type ValueType } from './types.js';
import { call, choice, list, orNone, parameters } from './words.js';

const monitors: ValueType<Monitor> = choice(
  Object.fromEntries(allMetrics.map(({ name, doc }) => [name, { means: name, doc }])),
);

const earlyStop = call({
  name: 'early_stop',
  doc: 'Ends the phase when the validation metric stops improving.',
  example: 'early_stop(patience: 3)',
  parameters: {
    patience: required(whole(1), 3, 'Epochs without improvement before the phase ends.', 'patience: 3'),
    metric: derived(monitors, "the schedule's `monitor`", 'The metric to watch.', 'metric: accuracy'),
    min_delta: optional(
      number(0),
      0,
      '0',
      'Smallest change that counts as an improvement.',
      'min_delta: 0.001',
    ),
  },
  means: ({ patience, metric, min_delta }) => ({ patience, metric, minDelta: min_delta }),
});

/** Early stopping as written; without a metric it watches the schedule's. */
export type WrittenEarlyStop = Omit<EarlyStop, 'metric'> & { readonly metric: Monitor | null };

export const scheduleBlock = {
  name: 'schedule',
  doc: 'How the network is trained, as a sequence of phases.',
  example: 'schedule {\n  monitor: accuracy\n  phase head {\n    freeze: all\n    epochs: 10\n  }\n}',
  properties: {
    recipe: optional(
      orNone(recipes, 'The phases are all written.'),
      null,
      'none',
      'Phases by one word; `tlp explain` shows them. A phase of the same name changes one, and other phases come after them.',
      'recipe: fine_tune(epochs: 4)',
    ),
    monitor: optional(
      monitors,
      'loss',
      'loss',
      'The validation metric that selects the best epoch.',
      'monitor: accuracy',
    ),
    loss: derived(
      losses,
      'the usual one of the task: `cross_entropy` for one of the classes',
      'What training minimizes.',
      'loss: cross_entropy',
    ),
    seed: optional(
      whole(0, 2 ** 31 - 1),
      0,
      '0',
      'Seed of everything random in training: initial weights, order, augmentation, dropout.',
      'seed: 42',
    ),
    top_k: optional(
      whole(1, 1000),
      5,
      '5',
      'The k of top-k accuracy: the right class must be among the k highest scores.',
      'top_k: 3',
    ),
    memory: optional(
      orNone(gigabytes(), 'A batch goes through the network at once.'),
      null,
      'none',
      'What training may take of memory. A batch that takes more goes through the network in parts, whose gradients are added up: the same update, a little slower.',
      'memory: 2GB',
    ),
    calibrate: optional(
      orNone(
        choice({
          temperature: {
            means: 'temperature',
            doc: 'Divides the scores by one number, under which the validation examples are likeliest (arXiv:1706.04599). No answer changes, only how sure it is.',
          },
        }),
        'Probabilities stay as training makes them.',
      ),
      null,
      'none',
      'What makes probabilities mean what they say, once all phases are trained. It becomes part of the model.',
      'calibrate: temperature',
    ),
    reject: optional(
      orNone(rejections, 'Every example is given one of the classes.'),
      null,
      'none',
      'What is said of an example that is like none of the classes. The validation split decides below which score, once all phases are trained. It becomes part of the model.',
      'reject: unknown(95%)',
    ),
    interval: optional(
      orNone(percent(1, 99.9), 'A number alone is predicted.'),
      null,
      'none',
      'How often the right number lies in the interval that is told with each predicted one. Its width comes from the errors on the validation split (split conformal prediction, arXiv:2107.07511). It becomes part of the model.',
      'interval: 90%',
    ),
  },
} satisfies BlockSpec;

export const phaseBlock = {
  name: 'phase',
  doc: 'A part of training with one set of frozen layers.',
  example: 'phase tune {\n  freeze: ..block5\n  epochs: 5\n  learning_rate: cosine(1e-4, warmup: 10%)\n}',
  properties: {
    freeze: required(
      freeze,
      { kind: 'none' },
      'The blocks of the backbone that are frozen, batch statistics included.',
      'freeze: ..block5',
    ),
    epochs: unlessWritten(
      'solve',
      required(whole(1, 100_000), 1, 'Number of passes over the training examples.', 'epochs: 10'),
    ),
    optimizer: optional(
      optimizers,
      { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
      'adamw',
      'The algorithm that turns gradients into updates.',
      'optimizer: sgd(momentum: 0.9)',
    ),
    learning_rate: derived(
      learningRates,
      '1e-3 if the whole backbone is frozen, 2e-4 with `adapt`, else half of its limit for fine-tuning; a fifth of that with `lion`',
      'The learning rate: a number, or a schedule over the phase.',
      'learning_rate: cosine(1e-4, warmup: 10%)',
    ),
    adapt: optional(
      orNone(adaptations, 'The layers that are not frozen are trained themselves.'),
      null,
      'none',
      'Small matrices that are trained beside the layers that are not frozen, in place of these.',
      'adapt: lora(rank: 8)',
    ),
    layer_decay: optional(
      positive(1),
      1,
      '1',
      'Lower rates for lower blocks: the head has the learning rate, each block of the backbone that of the block above it times this.',
      'layer_decay: 0.9',
    ),
    solve: derived(
      solvers,
      'none: the optimizer descends',
      'Computes the head at once instead of descending: one dense layer on a backbone that is frozen whole.',
      'solve: logistic(l2: 1.0)',
    ),
    contrastive: derived(
      contrasts,
      'none: each example is learned by itself',
      'Trains the backbone on pairs of examples, before there is a head: vectors of one class are drawn together, of two apart. A batch is so many pairs.',
      'contrastive: pairs(iterations: 20)',
    ),
    mix: derived(
      orNone(list(mixes), 'Each image is learned by itself.'),
      'none: each image is learned by itself',
      'Mixes the training images of a batch with each other, and their labels alike. Of several ways, each batch takes one, all equally often. ' +
        'Mixed images are new in every epoch, so frozen layers are computed for them again.',
      'mix: mixup(alpha: 0.2), cutmix(alpha: 1)',
    ),
    input: derived(
      pixels(1, 4096),
      'that of the backbone',
      'Side of the input images in this phase. Small images first and larger ones later train faster (progressive resizing); the last phase has the size of the backbone, at which the model is judged and kept.',
      'input: 96px',
    ),
    batch_norm: optional(
      choice({
        frozen: {
          means: 'frozen',
          doc: 'Use the stored statistics; best for small batches and little data.',
        },
        train: { means: 'train', doc: 'Use the statistics of each batch, and update the stored ones.' },
      }),
      'frozen',
      'frozen',
      'How batch normalization runs in trained layers. Frozen layers always keep their statistics.',
      'batch_norm: train',
    ),
    average: derived(
      orNone(averages, 'The weights themselves are judged and kept.'),
      'none: the weights themselves are judged and kept',
      'An average of the weights over the phase, which is judged and kept in their place; training goes on with the weights themselves.',
      'average: ema(decay: 0.999)',
    ),
    clip: optional(
      orNone(positive(), 'No clipping.'),
      null,
      'none',
      'Maximum norm of the gradient over all weights; larger gradients are scaled down.',
      'clip: 1.0',
    ),
    accumulate: optional(
      whole(1, 10_000),
      1,
      '1',
      'Number of batches whose gradients are averaged for one update, as if the batch were that much larger.',
      'accumulate: 4',
    ),
    label_smoothing: optional(
      percent(0, 90),
      0,
      '0%',
      'Share of the label that is spread evenly over all classes (arXiv:1512.00567).',
      'label_smoothing: 10%',
    ),
    early_stop: optional(
      orNone(parameters<WrittenEarlyStop>(earlyStop), 'Run all epochs.'),
      null,
      'none',
      'Ends the phase when the validation metric stops improving.',
      'early_stop(patience: 3)',
    ),
  },
} satisfies BlockSpec;
