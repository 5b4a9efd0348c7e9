/**
 * What Keras, PyTorch, fastai and Transformers call things that have other names here. Written without case and
 * without `_` and `-`; the first of the names that is known at the place is the one that is meant.
 */
const table: Readonly<Record<string, string>> = {
  batch: 'batchsize minibatch bs perdevicetrainbatchsize',
  learning_rate: 'lr initiallr baselr maxlr eta initiallearningrate',
  rate: 'lr initiallr baselr maxlr eta initiallearningrate p prob droprate',
  epochs: 'epoch numepochs nepochs maxepochs numtrainepochs',
  optimizer: 'optim opt optimiser',
  input:
    'imgsize imagesize imgsz size resolution inputsize inputshape targetsize maxlength maxlen maxseqlength maxseqlen sequencelength',
  weights: 'pretrained checkpoint ckpt',
  freeze: 'frozen freezeto trainable',
  augment: 'augmentation augmentations aug transform transforms',
  validation: 'val valid dev valsplit validationsplit validpct',
  validation_share: 'val valsplit validationsplit validpct',
  split: 'valsplit validationsplit validpct traintestsplit',
  test: 'testsize testsplit eval',
  balance: 'classweight classweights sampler',
  clip: 'clipnorm gradclip gradientclip gradclipnorm maxgradnorm clipgradnorm gradientclipval',
  accumulate: 'gradaccum accumulatesteps gradientaccumulationsteps accumulategradbatches',
  early_stop: 'earlystopping',
  label_smoothing: 'smoothing labelsmooth labelsmoothingfactor',
  seed: 'randomseed randomstate manualseed',
  split_seed: 'randomseed randomstate',
  monitor: 'metric monitormetric metricforbestmodel',
  metric: 'monitor',
  weight_decay: 'wd decay l2',
  warmup: 'warmupsteps warmupratio warmuppct warmupepochs pctstart',
  end: 'minlr etamin endlr endlearningrate',
  every: 'stepsize',
  factor: 'gamma decayrate',
  divisor: 'divfactor',
  final_divisor: 'finaldivfactor divfinal',
  epsilon: 'eps',
  beta1: 'betas',
  probability: 'p prob',
  rho: 'alpha',
  sgd: 'sgdm',
  cosine: 'cosineannealing cosinedecay cosineannealinglr cosineschedule',
  one_cycle: 'onecyclelr 1cycle',
  flat_cosine: 'fitflatcos flatcos flatcosineannealing',
  slice: 'discriminativelr discriminativerates',
  gradual: 'gradualunfreezing',
  momentum: 'moms',
  step: 'steplr multisteplr',
  linear: 'lineardecay linearlr',
  pool: 'gap avgpool averagepooling globalpool globalaveragepooling globalaveragepooling2d globalavgpool adaptiveavgpool2d globalmaxpooling2d maxpool',
  dense: 'fc linear fullyconnected logits',
  batch_norm: 'bn batchnormalization batchnorm1d batchnorm2d',
  normalize: 'l2normalize unitnormalization normalizer',
  activation: 'relu gelu softmax',
  flip: 'hflip horizontalflip randomhorizontalflip randomflip',
  rotate: 'rotation randomrotation',
  crop: 'randomcrop randomresizedcrop centercrop',
  erase: 'randomerasing cutout',
  zoom: 'randomzoom scale',
  translate: 'shift randomtranslation',
  average: 'avg mean',
  stretch: 'squash squish',
  pad: 'letterbox padding',
  macro_f1: 'f1 f1score f1macro',
  micro_f1: 'f1micro',
  mean_average_precision: 'map averageprecision labelrankingaverageprecision',
  roc_auc: 'auc auroc rocaucscore',
  exact_match: 'subsetaccuracy accuracyscore',
  mae: 'meanabsoluteerror l1',
  rmse: 'rootmeansquarederror mse meansquarederror',
  r2: 'rsquared r2score',
  spearman: 'spearmanr rankcorrelation',
  accuracy: 'acc valaccuracy valacc top1',
  loss: 'valloss crossentropy criterion objective',
  cross_entropy:
    'crossentropy crossentropyloss categoricalcrossentropy sparsecategoricalcrossentropy softmaxcrossentropy',
  binary_cross_entropy: 'bce bceloss bcewithlogits bcewithlogitsloss binarycrossentropy sigmoidcrossentropy',
  focal: 'focalloss sigmoidfocalloss categoricalfocalcrossentropy binaryfocalcrossentropy',
  mse: 'mseloss meansquarederror l2 l2loss',
  huber: 'huberloss smoothl1 smoothl1loss',
  class_weights: 'balanced weighted',
  sampling: 'oversample oversampling weightedrandomsampler',
  imagenet: 'imagenet1k imagenet1kv1 imagenet1kv2',
  random: 'scratch',
  none: 'null nil false off disabled',
  stratified: 'stratify traintestsplit',
  classes: 'numclasses nclasses nclass labels numlabels',
  backbone: 'model basemodel encoder featureextractor',
  data: 'dataset datamodule dataloader',
  head: 'classifier tophead',
  schedule: 'training trainer train',
  phase: 'stage',
};

const meanings = new Map<string, readonly string[]>();
for (const [ours, theirs] of Object.entries(table)) {
  for (const name of theirs.split(' ')) meanings.set(name, [...(meanings.get(name) ?? []), ours]);
}

/** The name without what is only spelling. */
export const plainName = (name: string): string => name.toLowerCase().replaceAll(/[_-]/g, '');

/** What a name of another library means here, among the names that are known. */
export const foreignMeaning = (name: string, known: readonly string[]): string | undefined =>
  meanings.get(plainName(name))?.find((ours) => known.includes(ours));
