import type { Catalogue } from './entry.js';

/** Codes TLP850–TLP899: raised by the runtime, see `fail` in `diagnostic.ts`. */
export const runsCatalogue: Catalogue = {
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
};
