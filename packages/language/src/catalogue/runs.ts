import { readFormats } from '../modalities/images/image-formats.js';
import type { Catalogue } from './entry.js';

/** Codes TLP850–TLP899: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const runsCatalogue: Catalogue = {
  TLP850: {
    title: 'Run interrupted',
    explanation:
      'The run was asked to stop, by Ctrl-C or by the program that started it. Its last checkpoint is in the run ' +
      'directory; `--resume` continues from there to the same weights, bit for bit, as without the interruption.',
  },
  TLP851: {
    title: 'The run directory cannot be written',
    explanation:
      'The disk is full, or the directory is read-only. What was saved before is intact: after making room, ' +
      '`--resume` continues from the last checkpoint.',
  },
  TLP852: {
    title: 'No readable checkpoint',
    explanation:
      'A run keeps its last two checkpoints and falls back to the older one. Here both are damaged, which a crash cannot ' +
      'cause; check the disk.',
  },
  TLP853: {
    title: 'Not a run directory',
    explanation:
      'The directory has no `run.json`. A run directory is what `tlp run` creates and prints at its end.',
  },
  TLP854: {
    title: 'Run of another version',
    explanation:
      'The file `run.json` cannot be read, or was written by a version of tlp that this one does not know.',
  },
  TLP855: {
    title: 'The directory is not empty',
    explanation:
      'The directory given to `--out` contains files that are not a run. Nothing is written next to them.',
  },
  TLP856: {
    title: 'The input has changed',
    explanation:
      'A resumed run must have the pipeline, seed, images and weights it started with. ' +
      'The message names what changed. The location of the data folder, the name of the file and its comments do not matter.',
  },
  TLP857: {
    title: 'No model yet',
    explanation: 'The run has not finished, so its directory has no model to predict with or to export.',
  },
  TLP858: {
    title: 'Model of another version',
    explanation:
      'This version of tlp cannot use the file `model.json` or the weights next to it: an unknown format, an unknown ' +
      'backbone, or weights of other shapes.',
  },
  TLP859: {
    title: 'The run directory is locked',
    explanation:
      'Another tlp is training into the same directory, and the message names its process. The lock of one that was ' +
      'killed does not count: on the same computer that is seen at once; for another computer or container, tlp waits ' +
      'a minute for a sign of life. A suspended process keeps its lock.',
  },
  TLP860: {
    title: 'Nothing to resume',
    explanation: 'The directory given to `--out` does not exist, so there is no run to resume.',
  },
  TLP861: {
    title: 'The run has already finished',
    explanation: 'A finished run is never overwritten. Give the new run a directory of its own.',
  },
  TLP862: {
    title: 'The run is not finished',
    explanation:
      'The directory contains an interrupted run. Continue it with `--resume`, or use another directory.',
  },
  TLP863: {
    title: 'The model does not know this class',
    explanation:
      'The evaluation data has a class folder that the model was not trained on, so none of its images could be ' +
      'classified correctly. Class folders must have the names used in training; some may be missing.',
  },
  TLP864: {
    title: 'Nothing to evaluate on',
    explanation:
      'The run used all of its images for training. Give `tlp evaluate` a folder with one folder per class by `--data`.',
  },
  TLP867: {
    title: 'A column of slices is missing',
    explanation:
      'The pipeline of the run also tells its metrics by the values of a column. The table of `tlp evaluate --table` or `--data` has no such column, or it is empty, so these metrics are left out. All others are as they would be with it.',
  },
  TLP868: {
    title: 'Slices by a column need a table',
    explanation:
      '`column(country)` is a column of the table that has the labels. Where folders are the classes, there is no table; `parent`, `name("…")` and `size` slice by the files themselves.',
  },
  TLP866: {
    title: 'The labels to evaluate by are not known',
    explanation:
      '`tlp evaluate RUN --data DIR` takes the folders for the classes. With `--table FILE` the labels stand in a table, in columns that have the same names as those that the pipeline of the run names. A model of several labels or of numbers needs such a table, and a pipeline that names no columns can use none.',
  },
  TLP865: {
    title: 'The data has changed since the run',
    explanation:
      'Splits depend on the images in the folder. With other images in it, a training image may now be in the ' +
      'test split, and the score would be too good. Use `--data` to evaluate on a separate folder.',
  },
  TLP870: {
    title: 'Unknown backbone',
    explanation:
      'The catalogue does not have the backbone on the command line. `tlp backbones` lists them all.',
  },
  TLP871: {
    title: 'Invalid input size',
    explanation: 'Each backbone has a smallest input size. `tlp backbones NAME` shows it.',
  },
  TLP872: {
    title: 'The pipeline file cannot be read',
    explanation:
      'The path given to a command is not a readable file. Check the spelling and the permissions.',
  },
  TLP873: {
    title: 'No single pipeline selected',
    explanation:
      'A command that works on one pipeline found none in the file, several, or none with the given name. Select one ' +
      'with `--pipeline NAME`.',
  },
  TLP874: {
    title: 'No run to resume',
    explanation:
      '`--resume` without `--out` continues the newest run of the pipeline in the folder `runs`. There is none: ' +
      'name the run directory with `--out`.',
  },
  TLP875: {
    title: 'The run is not finished',
    explanation:
      'Reports are written for finished runs, and finished runs are compared. Finish the run with `tlp run … --resume`.',
  },
  TLP876: {
    title: 'No images found',
    explanation: `An input of \`tlp predict\` or \`tlp features\` is neither a file nor a folder with ${readFormats} images.`,
  },
  TLP877: {
    title: 'Unknown block',
    explanation: '`--at` names a block of the backbone; `tlp backbones NAME` lists them in order.',
  },
  TLP878: {
    title: 'The file already exists',
    explanation:
      '`tlp new` and `tlp label-errors --write` never overwrite a file that someone may have changed. Name another file, or move the old one. ' +
      'To a table that the pipeline already leaves out with `exclude`, `tlp label-errors --write` adds rows.',
  },
  TLP879: {
    title: 'A file cannot be read or written',
    explanation:
      'The file system refused access to a file that a command needs: permission is missing, the disk is full, or part of the path is ' +
      'not a folder. The message gives the path and the reason; `--debug` shows where it happened.',
  },
  TLP881: {
    title: 'Runs that predict something else',
    explanation:
      '`tlp compare` puts the metrics of runs side by side. Those of classes, labels, tags and numbers have no common measure.',
  },
  TLP882: {
    title: 'Runs that were tested on other examples',
    explanation:
      'Whether one model is better than another shows only on the same test examples with the same answers: otherwise a difference ' +
      'may be that of the examples. Train the pipelines with the same data, `split` and `split_seed`.',
  },
  TLP883: {
    title: 'A run without test examples',
    explanation:
      '`tlp compare` goes by the predictions for the test split. The validation examples chose the best epoch of each run, so that ' +
      'they favour the run with more epochs.',
  },
  TLP885: {
    title: 'No label errors to be found',
    explanation:
      '`tlp label-errors` goes by how likely a classifier finds the one class that an example is given (confident learning, arXiv:1911.00068). ' +
      'Of numbers, tags, and any number of labels it says nothing. Each part of the examples is judged by a head that was computed from the ' +
      'others, so at least two classes must have examples in two parts. Copies of one example, and examples of one group, are in one part.',
  },
  TLP890: {
    title: 'Run taken over',
    explanation:
      'A tlp that gives no sign of life for a minute, for example because its computer sleeps, loses its run to the next one that ' +
      'asks on another computer. When it wakes up it stops before it writes anything.',
  },
  TLP880: {
    title: 'Standard input is too large',
    explanation:
      'A command that reads `-` takes one pipeline or one image from standard input, and stops if there is more than ' +
      'either can have.',
  },
  TLP891: {
    title: 'A file of the run is damaged',
    explanation:
      'A run keeps the hash of everything it wrote: `run.json` and `model.json` carry their own, and those of the weights ' +
      'and the other files. This file is no longer what was written. `--resume` computes it again from the last ' +
      'checkpoint; `tlp verify` looks at all files of a run.',
  },
  TLP892: {
    title: 'A file of the run is missing',
    explanation:
      'A file that the run wrote is gone or cannot be read. `--resume` computes it again from the last checkpoint.',
  },
  TLP893: {
    title: 'Files of the run were rebuilt',
    explanation:
      'Files of a finished run were missing or no longer what the run wrote. Its last checkpoint holds what it takes to ' +
      'write them again, byte for byte; without one, the run is trained again.',
  },
  TLP894: {
    title: 'A checkpoint cannot be read',
    explanation:
      'The newest checkpoint is damaged or cannot be read, so the run continues from the one before. It ends at the same ' +
      'weights, but a crash does not damage checkpoints: check the disk.',
  },
  TLP895: {
    title: 'A run has one pipeline',
    explanation:
      'The pipeline of a run is as it was trained, so `--pipeline` and `--set` say nothing there. They are for a `.tlp` file.',
  },
  TLP896: {
    title: 'Resumed with different libraries, or on another machine',
    explanation:
      'Other versions of TensorFlow, ONNX Runtime or libvips, or another platform, round differently. So may another processor, whose instructions ' +
      'libraries choose their code by, and another number of threads, among which sums are divided. The run continues, because ' +
      'the training so far is worth keeping, but it will not end at the same bits as an uninterrupted run.  `run.json` names what ' +
      'the run began with under `versions`.',
  },
};
