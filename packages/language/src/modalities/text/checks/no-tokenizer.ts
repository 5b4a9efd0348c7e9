import { checked } from '../../../checks/checked.js';
import { isFromFolder } from '../../../import/folder.js';
import { isTextData, type TextData } from '../data.js';
import { sentencePieceFiles, tokenizerForms } from '../tokenizer-files.js';
import { textExample } from './example.js';

const forms: readonly (readonly string[])[] = Object.values(tokenizerForms);
const named = forms.map((files) => files.join(' and ')).join(', nor ');

export const noTokenizer = checked<{ folder: string; only: string | null }, TextData>({
  code: 'TLP270',
  severity: 'error',
  title: 'No tokenizer',
  explanation:
    'A network of texts reads the numbers of tokens, and only the tokenizer that it was trained with knows which text has which ' +
    'tokens. Beside the weights there must be its `tokenizer.json`, or the older `vocab.txt` of BERT, or the `vocab.json` and ' +
    '`merges.txt` of GPT-2 and RoBERTa. Models of SentencePiece do not say all that a tokenizer does: Transformers makes a ' +
    '`tokenizer.json` of them.',
  message: ({ folder, only }) =>
    only === null
      ? `The folder ${folder} has no tokenizer: neither ${named}.`
      : `The only tokenizer in ${folder} is ${only}, a model of SentencePiece.`,
  remedy: ({ only }) =>
    only === null
      ? 'Give the folder that the model and its tokenizer were saved to.'
      : 'Save the tokenizer in its fast form there: `AutoTokenizer.from_pretrained(folder).save_pretrained(folder)`.',
  bad: textExample({ tokenizer: {} }),
  good: textExample(),
  applies: { data: isTextData },
  reads: ['backbone'],
  check({ backbone }, found) {
    const names = isFromFolder(backbone) ? backbone.folder.names : undefined;
    if (!names || forms.some((files) => files.every((name) => names.includes(name)))) return;
    const only = sentencePieceFiles.find((name) => names.includes(name)) ?? null;
    found({ folder: backbone.name, only }, 'backbone.name');
  },
});
