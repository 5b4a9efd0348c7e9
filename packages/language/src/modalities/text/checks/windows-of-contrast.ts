import { checked } from '../../../checks/checked.js';
import { contrastSchedule } from '../../../checks/few-shot/example.js';
import { isTextData, type TextData } from '../data.js';
import { isWindows } from '../long.js';
import { textExample } from './example.js';

const contrasted = (long: string) => {
  const example = textExample({ data: `text: body\nlabel: stars\nlong: ${long}` });
  const schedule = contrastSchedule().replaceAll('..block3', '..embeddings').replaceAll(/^/gm, '    ');
  return {
    ...example,
    file: example.file!.replace(/ {4}phase train \{[^}]*\}/, schedule),
  };
};

export const windowsOfContrast = checked<{ phase: string }, TextData>({
  code: 'TLP685',
  severity: 'error',
  title: 'Pairs of windows',
  explanation:
    'A phase with `contrastive: pairs` learns which texts belong together, and a text of several windows has a vector in each of them, not one. Pairs of ' +
    'windows would be other pairs: most of them of the same few long texts.',
  message: ({ phase }) =>
    `Phase \`${phase}\` learns from pairs of texts, and \`long: window(…)\` divides each of them.`,
  remedy: () => 'Write `long: head` or `long: head_tail`, or leave the phase of pairs out.',
  bad: contrasted('window(stride: 25%)'),
  good: contrasted('head_tail'),
  applies: { data: isTextData },
  reads: ['data.long', 'schedule'],
  check({ pipeline: { data, schedule } }, found) {
    if (!isWindows(data.long)) return;
    for (const { name, contrast } of schedule.phases) if (contrast) found({ phase: name }, 'data.long');
  },
});
