import { plainName } from '../foreign-names.js';

/** What other libraries must be told and this language knows by itself, with why. */
const reasons: readonly { readonly names: string; readonly why: string }[] = [
  {
    names: 'normalize normalise normalization normalisation rescale preprocess mean std stddev',
    why: 'the backbone preprocesses the images itself, as it was trained',
  },
  {
    names: 'includetop',
    why: 'a backbone comes without its classifier, and the head takes its place; `top: published` keeps the hidden layers of it',
  },
  {
    names: 'channels inchannels inchans colormode',
    why: 'images are read as RGB, which every backbone expects',
  },
  {
    names: 'numclasses nclasses nclass classes classnames labels labelmode',
    why: 'the classes come from the folders, and `dense(classes)` has one output for each',
  },
  { names: 'loss lossfn lossfunction criterion', why: 'with one label per image the loss is cross-entropy' },
  { names: 'metrics', why: 'accuracy, top-k accuracy and macro F1 are always measured' },
  { names: 'shuffle', why: 'training images are shuffled every epoch' },
  {
    names: 'savebest checkpointbest modelcheckpoint restorebestweights',
    why: 'the best weights are always kept',
  },
  { names: 'device gpu cuda workers numworkers pinmemory', why: 'the runtime takes care of it' },
];

const whyByName: ReadonlyMap<string, string> = new Map(
  reasons.flatMap(({ names, why }) => names.split(' ').map((name): [string, string] => [name, why])),
);

/** Why a property of this name is not needed, as a clause; undefined of any other name. */
export const whyNeedless = (name: string): string | undefined => whyByName.get(plainName(name));
