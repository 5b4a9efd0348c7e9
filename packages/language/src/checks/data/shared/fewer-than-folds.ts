import { countsByClass } from '../../../data/counts.js';
import { foldsOf } from '../../../data/held-out.js';
import { modalityOf } from '../../../modalities/index.js';
import { count, counted } from '../../../quantities.js';
import { fileChecked } from '../../checked.js';
import { listed } from '../../listed.js';

export const fewerThanFolds = fileChecked<{
  folds: number;
  /** Their names, with how many there are of each; null of all examples, where they are not of one class each. */
  classes: readonly (readonly [name: string | null, parts: number])[];
  /** Whether there are enough, but they come together in fewer parts. */
  together?: boolean;
  /** What is counted: `image`, or `group`. */
  noun: { readonly one: string; readonly many: string };
}>({
  code: 'TLP886',
  severity: 'error',
  title: 'A class has fewer examples than there are folds',
  explanation:
    'Each of the parts of `split: folds(…)` validates a model that was trained on the others, and of a class with fewer examples some parts have none: what is measured there would be of other classes. Copies of one example count once, and so do the examples of a group.',
  message({ folds, classes, noun, together }) {
    const [[first, parts] = [null, 0]] = classes;
    if (together)
      return `The ${noun.many}${first === null ? '' : ` of ${first}`} fill only ${count(parts)} of the ${count(folds)} parts of \`folds(${folds})\`.`;
    const single = parts === 1 && classes.length === 1;
    const there = classes.map(
      ([name, own]) => counted(own, noun.one, noun.many) + (name === null ? '' : ` of ${name}`),
    );
    return `\`folds(${folds})\` needs ${count(folds)} ${noun.many}${first === null ? '' : ' of each class'}, and there ${single ? 'is' : 'are'} ${listed(there)}.`;
  },
  remedy: ({ classes, together }) => {
    if (together) return 'Give it fewer folds.';
    const least = Math.min(...classes.map(([, parts]) => parts));
    return least > 1
      ? `Write \`folds(${least})\`, or add more of these classes.`
      : 'Add more of these classes, or leave them out.';
  },
  bad: { data: 'split: folds(5)', folders: { 'photos/rose': 30, 'photos/tulip': 4 } },
  good: { data: 'split: folds(5)', folders: { 'photos/rose': 30, 'photos/tulip': 5 } },
  reads: ['data.path', 'data.split'],
  check({ pipeline, data }, found) {
    const { split } = pipeline.data;
    const folds = foldsOf(split);
    if (folds === null || split.group || !data?.whole) return;
    const classes = [...countsByClass(data)].filter(([, examples]) => examples > 0 && examples < folds);
    if (classes.length > 0) found({ folds, classes, noun: modalityOf(pipeline.data).noun }, 'data.split');
  },
});
