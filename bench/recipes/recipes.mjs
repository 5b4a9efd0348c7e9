/** One change each: what `tlp run --set` is given. */
const anywhere = {
  default: {},
  'average of weights': { 'schedule.tune.average': 'ema(decay: 0.99)' },
  'layer-wise rates': { 'schedule.tune.layer_decay': 0.75 },
};

const ofClasses = { 'label smoothing': { 'schedule.tune.label_smoothing': '10%' } };

const ofImages = {
  flips: { 'data.augment': 'flip(horizontal)', 'data.variants': 2 },
  'flips, TrivialAugment': { 'data.augment': 'flip(horizontal), trivial_augment', 'data.variants': 4 },
  'judged by two views': { 'data.tta': 'flip(horizontal)' },
  'head on smaller images': { 'schedule.head.input': '96px' },
  // A third of AdamW's rate, and three times its weight decay.
  Lion: {
    'schedule.tune.optimizer': 'lion(weight_decay: 0.03)',
    'schedule.tune.learning_rate': 'cosine(3e-5, warmup: 10%)',
  },
};

const ofClassedImages = {
  ...ofClasses,
  mixup: { 'schedule.tune.mix': 'mixup(alpha: 0.2)' },
  cutmix: { 'schedule.tune.mix': 'cutmix(alpha: 1)' },
};

const ofTexts = {
  Lion: {
    'schedule.tune.optimizer': 'lion(weight_decay: 0.03)',
    'schedule.tune.learning_rate': 'linear(1.5e-5, warmup: 10%)',
  },
  'nothing frozen': { 'schedule.tune.freeze': 'none' },
  LoRA: {
    'schedule.tune.adapt': 'lora(rank: 8, on: attention)',
    'schedule.tune.learning_rate': 'linear(5e-4, warmup: 10%)',
  },
};

const more = {
  emoji: { ...ofImages, ...ofClassedImages },
  food: { ...ofImages, ...ofClassedImages },
  solar: ofImages,
  news: { ...ofClasses, ...ofTexts },
};

/** @returns what to set, by what each recipe is called */
export const recipesFor = (data) => ({ ...anywhere, ...more[data] });
