import type { Catalogue } from './entry.js';

/** Codes TLP850–TLP899: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const runsCatalogue: Catalogue = {
  TLP850: {
    title: 'Run interrupted',
    explanation:
      'The run was asked to stop, by Ctrl-C or by the program that started it. Its last checkpoint lies in the run ' +
      'directory; `--resume` goes on from there to the same weights, bit by bit, as without the interruption.',
  },
  TLP851: {
    title: 'Run directory cannot be written',
    explanation:
      'The disk is full, or the directory may not be written to. What was saved before stays whole: after making room, ' +
      '`--resume` goes on from the last checkpoint.',
  },
  TLP852: {
    title: 'No readable checkpoint',
    explanation:
      'A run keeps its last two checkpoints and falls back to the older one. Here both are damaged, which a crash cannot ' +
      'do; look at the disk.',
  },
  TLP853: {
    title: 'Not a run directory',
    explanation:
      'The directory has no `run.json`. A run directory is what `tlp run` made and named at its end.',
  },
  TLP854: {
    title: 'Run of another version',
    explanation: 'The file `run.json` cannot be read, or has a form that this version of tlp does not know.',
  },
  TLP855: {
    title: 'Directory in use',
    explanation:
      'The directory given to `--out` holds files that are no run. Nothing is written beside them.',
  },
  TLP856: {
    title: 'Resumed with other input',
    explanation:
      'Going on is only the same run while the pipeline, the seed, the images and the weights are those it began with. ' +
      "The message names what changed. Where the data folder lies, the file's name and its comments do not matter.",
  },
  TLP857: {
    title: 'No model yet',
    explanation: 'The run has not finished, so its directory has no model to predict with or to export.',
  },
  TLP858: {
    title: 'Model of another version',
    explanation:
      'The file `model.json` or the weights beside it do not fit what this version of tlp knows: another form, an unknown ' +
      'backbone, or weights of other shapes.',
  },
  TLP859: {
    title: 'Run directory locked',
    explanation:
      'Another tlp is training into the same directory. A lock left by a killed one does not count.',
  },
  TLP860: {
    title: 'Nothing to resume',
    explanation: 'The directory given to `--out` does not exist, so there is no run in it that could go on.',
  },
  TLP861: {
    title: 'Run already finished',
    explanation: 'A finished run is never overwritten. Give the new run a directory of its own.',
  },
  TLP862: {
    title: 'Run not finished',
    explanation:
      'The directory holds a run that was interrupted. Go on with `--resume`, or name another directory.',
  },
  TLP863: {
    title: 'Class unknown to the model',
    explanation:
      'The folder to evaluate on has a class folder that the model was not trained on, so none of its images could be ' +
      'answered rightly. Folder names must be those of the training data; some may be missing.',
  },
  TLP864: {
    title: 'Nothing to evaluate on',
    explanation:
      'The run used all of its images for training. Give `tlp evaluate` a folder of class folders by `--data`.',
  },
  TLP865: {
    title: 'Data changed since the run',
    explanation:
      'Splits follow from the images in the folder. With other images in it, one that was trained on may stand in the ' +
      'test split now, and the score would promise too much. `--data` evaluates on a folder of its own.',
  },
  TLP870: {
    title: 'Unknown backbone',
    explanation:
      'The command line names a backbone that the catalogue does not have. `tlp backbones` lists them all.',
  },
  TLP871: {
    title: 'Impossible input size',
    explanation:
      'Each backbone has a smallest input, below which its feature map would vanish. `tlp backbones NAME` states it.',
  },
  TLP872: {
    title: 'Pipeline file not readable',
    explanation:
      'The path given to a command is no file that can be read. Check the spelling and the rights.',
  },
  TLP873: {
    title: 'No one pipeline',
    explanation:
      'A command that works on one pipeline found none in the file, several, or none of the name given. Choose one ' +
      'with `--pipeline NAME`.',
  },
  TLP874: {
    title: 'No run to go on with',
    explanation:
      '`--resume` without `--out` goes on with the newest run of the pipeline in the folder `runs`. There is none: ' +
      'name the run directory with `--out`.',
  },
  TLP875: {
    title: 'Run not finished',
    explanation: 'A report is written of finished runs. Finish the run with `tlp run … --resume`.',
  },
  TLP876: {
    title: 'No such images',
    explanation:
      'An input of `tlp predict` or `tlp features` is neither a file nor a folder with PNG, JPEG or WebP images.',
  },
  TLP877: {
    title: 'Unknown block',
    explanation: '`--at` names a block of the backbone; `tlp backbones NAME` lists them in order.',
  },
  TLP878: {
    title: 'File exists already',
    explanation: '`tlp new` overwrites nothing. Name another file with `--out`, or move the old one away.',
  },
  TLP879: {
    title: 'File cannot be read or written',
    explanation:
      'The file system refused a file that a command needs: a right is missing, the disk is full or the path leads through ' +
      'a file. The message names the path and the reason; `--debug` shows where it happened.',
  },
};
