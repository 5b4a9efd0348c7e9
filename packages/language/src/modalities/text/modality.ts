/** Texts: the rows of a table, or files in a folder per class. */
import { textgenrnn } from '../../backbones/textgenrnn.js';
import { lookAtFolderInSteps } from '../../data/look.js';
import { lookAtRows } from '../../data/look-rows.js';
import { whole } from '../../schema/numbers.js';
import type { Modality } from '../modality.js';
import { textRules } from './checks/rules.js';
import { rowData, type TextData } from './data.js';
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
  changes: () => null,
  look(files, data, budget) {
    const rows = rowData(data);
    return rows ? lookAtRows(files, rows, budget) : lookAtFolderInSteps(files, data, budget, textFiles);
  },
  rules: textRules,
  backbones: [textgenrnn],
};
