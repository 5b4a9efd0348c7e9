import type { Catalogue } from './entry.js';

/** Codes TLP544 and TLP650–TLP699: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const trainingCatalogue: Catalogue = {
  TLP544: {
    title: 'A head that could not be solved',
    explanation:
      'With a very small `l2` and classes that can be told apart without a mistake, the weights of logistic regression grow without ' +
      'end. Where features depend on each other, nothing tells their weights apart unless `l2` or `shrinkage` does. Ridge regression ' +
      'with class weights sums the features for each label, which takes gigabytes where they are wide. And where `l2` is left out, the ' +
      'validation split must have examples.',
  },
  TLP650: {
    title: 'The loss is not a number',
    explanation:
      'The loss became NaN or infinite: an update was so large that the weights overflowed, and no later ' +
      'step can repair them. Nearly always the learning rate of the phase is too high; after unfreezing it should be ' +
      "at most a tenth of the head's. `clip: 1.0` limits single large updates.",
  },
  TLP651: {
    title: 'The loss is worse than guessing',
    explanation:
      'Guessing evenly among n classes gives a loss of ln(n), whatever the label smoothing. After twenty updates or more, ' +
      'the loss of the training images and that of the validation images both are above that, and more than twice ' +
      'what the phase started with. Training makes the network worse, because the learning rate is too high. The run ' +
      'stops instead of spending its remaining epochs.',
  },
  TLP652: {
    title: 'Slow start',
    explanation:
      'After twenty updates or more, the loss is still above that of guessing, but it has not grown. A fresh head on ' +
      'large features starts that way and recovers. If it stays, the learning rate is far too low or too high, or the ' +
      'labels do not fit the images.',
  },
  TLP653: {
    title: 'Early stopping without validation',
    explanation:
      '`early_stop` watches a validation metric, and the validation split has no images. The test split is not an ' +
      'alternative: stopping by it would make its score worthless.',
  },
  TLP654: {
    title: 'Resumed on another engine',
    explanation:
      'The run was started on one engine (TensorFlow or the portable one) and would continue on another. Both train well, but ' +
      'not to the same bits, so a resumed run stays on its engine. `tlp doctor` says why an engine is missing.',
  },
  TLP676: {
    title: 'Words that are not read',
    explanation:
      'A text has more tokens than the network is given, and the words behind the last one get no tag: nothing is learned ' +
      'of them, and where entities are judged or predicted they count as outside of all. Longer texts must be divided, or ' +
      '`input` raised.',
  },
  TLP677: {
    title: 'Words without a token',
    explanation:
      'The tokenizer makes nothing of some words, such as one of control characters. They are not trained on, and count as ' +
      'outside of all entities.',
  },
  TLP690: {
    title: 'No texts to learn',
    explanation:
      'With `next`, all files below the folder that end in `.txt` are learned, in no folders of classes; with `split: folders(…)`, those below the folders of the splits.',
  },
  TLP691: {
    title: 'Nothing hides a token',
    explanation:
      'With `next: masked`, most of the tokens that are to be told are replaced by one that hides them, such as `[MASK]`. The tokenizer must have it: the network was trained with it.',
  },
  TLP692: {
    title: 'The prompt is too long',
    explanation:
      'A network knows so many positions, and no token can stand behind the last of them. The prompt and what follows share them.',
  },
  TLP693: {
    title: 'The network does not continue texts',
    explanation:
      'A network that sees the tokens on both sides, such as BERT, cannot tell what comes next. One that reads from left to right, such as GPT-2 or an AWD-LSTM, can, and a run that was trained with `next: word`. Where a head was trained on it, nothing tells tokens any more.',
  },
  TLP694: {
    title: 'Nothing to begin with',
    explanation:
      'An empty prompt stands for the token that parts texts, such as `<|endoftext|>`. Where the vocabulary of a network lacks it, or the tokenizer makes nothing of the prompt, there is no first token.',
  },
  TLP656: {
    title: 'Nothing to calibrate on',
    explanation:
      '`calibrate` fits a temperature on the validation split. Where that has no example that can be read, the probabilities stay as ' +
      'they were trained.',
  },
  TLP910: {
    title: 'No threshold or interval could be chosen',
    explanation:
      '`reject` and `interval` choose on the validation split, once all phases are trained. Where too few of its examples can be read by then, ' +
      'or the network gives no numbers for them, nothing can be chosen, and answers are as without them.',
  },
  TLP762: {
    title: 'Only some of the training examples are kept for comparison',
    explanation:
      'With `by: nearest`, the features of the training examples are kept with the model, at most 64 MB and 100,000 examples. Where there are more, as many of each class are kept, ' +
      'chosen by their bytes and the seed, and of each class one at least. With a hundredth of ImageNet the score is nearly as good as with all of it (arXiv:2204.06507).',
  },
  TLP763: {
    title: 'Too few training examples are left to compare with',
    explanation:
      'With `by: nearest(k: 5)`, an example is compared with the fifth nearest training example. They are read when all phases are trained. Where fewer than `k` can ' +
      'still be read, the run ends all the same, and examples are compared with the farthest of them.',
  },
  TLP655: {
    title: 'A phase brought no improvement',
    explanation:
      'No epoch of the phase improved the validation metric over where the phase started, so the weights ' +
      'of the previous phase were kept. Usually the learning rate after unfreezing is too high, or there is too little ' +
      'data for what was unfrozen.',
  },
};
