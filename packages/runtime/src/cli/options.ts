/** Options that several commands share, spelt the same everywhere. */
import type { Argv } from 'yargs';
import { wholeNumber } from './number-option.js';

/** The file, which of its pipelines, and values set from the command line. */
export const pipelineOptions = <T>(yargs: Argv<T>) =>
  yargs
    .positional('file', {
      type: 'string',
      demandOption: true,
      describe: 'The .tlp file; - for standard input',
    })
    .option('pipeline', {
      type: 'string',
      nargs: 1,
      describe: 'Which pipeline, where the file holds several',
    })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [] as string[],
      describe: 'Set a value, as the file would: --set schedule.tune.epochs=3',
    });

/** What runs the steps, for the commands that train. */
export const trainingEngineOption = {
  choices: ['auto', 'tensorflow', 'portable'],
  default: 'auto',
  describe: 'The engine that runs the training steps',
} as const;

export const trainingSeedOption = wholeNumber(
  'seed',
  { from: 0, to: 2 ** 31 - 1 },
  'Training seed, instead of the one in the file',
);

/** What runs a trained model, for the commands that use one. */
export const inferenceEngineOption = {
  choices: ['auto', 'onnx', 'tensorflow', 'portable'],
  default: 'auto',
  describe: 'What computes the forward pass',
} as const;

/** Of the commands that measure a model. */
export const slicesOption = {
  type: 'string',
  nargs: 1,
  describe:
    'Slices to measure instead of the pipeline\'s, such as "parent, column(country)"; none for no slices',
} as const;

/** Of the commands that fetch something; see `defineCommand`. */
export const offlineOption = {
  type: 'boolean',
  default: false,
  describe: 'Download nothing, as with TLP_OFFLINE=1',
} as const;

/** Of the commands that open data; see `defineCommand`. */
export const verifyOption = {
  type: 'boolean',
  default: false,
  describe: 'Read all files of the data and weights, also those that have not changed since the last time',
} as const;
