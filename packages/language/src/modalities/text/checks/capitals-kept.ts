import { checked } from '../../../checks/checked.js';
import { isOfVectors } from '../../../import/vectors/card.js';
import { isTextData, type TextData } from '../data.js';
import { textExample } from './example.js';

const glove = 'the 0.5 0.25\ngood 1 2\nbad 2 1\n';

const reading = (letters: string) =>
  textExample({
    backbone: `vectors("glove.txt", case: ${letters})`,
    others: { ...textExample().others, 'glove.txt': glove },
  });

export const capitalsKept = checked<{ name: string }, TextData>({
  code: 'TLP218',
  severity: 'warning',
  title: 'Capitals are kept, and the file has none',
  explanation:
    'Words are looked up in the file of vectors. Where its words have no capitals and the texts keep theirs, the first word of each sentence and every name are not found. Lower-cased texts are the default for such a file.',
  message: ({ name }) => `The words of ${name} have no capitals, so no word of a text that has one is found.`,
  remedy: () => 'Remove `case: keep`.',
  bad: reading('keep'),
  good: reading('lower'),
  applies: { data: isTextData },
  reads: ['backbone'],
  check({ backbone }, found) {
    if (!isOfVectors(backbone)) return;
    const { file, own } = backbone.vectors;
    if (file.case === 'keep' && own.case === 'lower') found({ name: backbone.name }, 'backbone.name');
  },
});
