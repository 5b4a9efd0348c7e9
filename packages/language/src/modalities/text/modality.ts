/** Texts: the rows of a table, or files in a folder per class. */
import { textgenrnn } from '../../backbones/textgenrnn.js';
import { lookAtFolderInSteps } from '../../data/look.js';
import { lookAtRows } from '../../data/look-rows.js';
import { whole } from '../../schema/numbers.js';
import type { Steps } from '../../steps.js';
import type { Modality } from '../modality.js';
import { textRules } from './checks/rules.js';
import { decodedFor, nextOf, rowData, type TextData } from './data.js';
import { estimatedFit } from './lengths.js';
import { readsWords } from './preprocessing.js';
import { textProperties } from './properties.js';
import { textFiles } from './text-files.js';

export const text: Modality<TextData> = {
  kind: 'text',
  noun: { one: 'text', many: 'texts' },
  source: {
    doc: 'Texts: the rows of a table (`.csv`, `.tsv`, `.jsonl`) or the sentences of a CoNLL file (`.conll`, `.conllu`, `.bio`), whose columns the block names, or `.txt` files in one folder per class or in split folders that contain such folders.',
    example: 'text("spam.csv")',
    path: {
      names: 'table or folder',
      doc: 'The table with the texts, or the folder of the files, relative to the folder of the pipeline file.',
      example: '"spam.csv"',
    },
  },
  properties: textProperties,
  input: {
    type: whole(2, 65_536),
    doc: 'The most tokens of a text that the network is given. Fewer is faster; `long` says what is kept of longer texts.',
    example: 'input: 128',
  },
  rowColumns: 'text',
  unit: ' tokens',
  preprocessing: (form) =>
    readsWords(form)
      ? `divided into words (\`split: ${form.tokenizer.split}\`), ${form.tokenizer.case === 'lower' ? 'lower-cased' : 'capitals kept'}`
      : 'divided into the pieces of its own tokenizer',
  choosing: ['columns', 'encoding'],
  backboneFor: (backbone, chosen) => decodedFor(backbone, chosen),
  // Other tokens are hidden in every epoch.
  changes: ({ labels }) => (nextOf(labels) === 'masked' ? { stored: null } : null),
  look(files, data, budget) {
    // Files that are learned themselves need no folders of classes, so there is nothing to judge by their names.
    if (data.labels.kind === 'own') return nothing();
    const rows = rowData(data);
    return rows ? lookAtRows(files, rows, budget) : lookAtFolderInSteps(files, data, budget, textFiles);
  },
  fit: ({ lengths = [] }, { long }, inputSize, preprocessing) =>
    // Tokens are estimated as pieces of words, and vectors are of whole ones.
    lengths.length === 0 || readsWords(preprocessing) ? undefined : estimatedFit(lengths, inputSize, long),
  rules: textRules,
  backbones: [textgenrnn],
};

// biome-ignore lint/correctness/useYield: nothing is looked at.
function* nothing(): Steps<undefined> {
  return undefined;
}
