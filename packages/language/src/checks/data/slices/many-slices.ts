import type { Slicing } from '../../../data/slices/slicing.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { count } from '../../../quantities.js';
import { slicings } from '../../../schema/slices.js';
import { writeValue } from '../../../schema/write.js';
import { dataChecked } from '../data-rule.js';
import { sliced } from './example.js';

/** More than these are one row of the table together. */
export const mostSlices = 50;

export const manySlices = dataChecked<{ slicing: Slicing; named: number; noun: Noun }>({
  code: 'TLP228',
  severity: 'warning',
  title: 'Very many slices',
  explanation:
    'A slice of a few examples says little: its interval is nearly the whole scale. The 49 slices with the most examples are shown, and all others together in one row. A number or a name that each example has for itself is no slice.',
  message: ({ slicing, named, noun }) =>
    `${slicing.kind === 'column' ? `The column \`${slicing.column}\`` : `\`slices: ${writeValue(slicings, slicing)}\``} tells the ${noun.many} apart into ${count(named)} slices; at most ${mostSlices - 1} of them are shown by themselves.`,
  remedy: ({ slicing }) =>
    slicing.kind === 'column'
      ? 'Name a column with fewer values, such as one with ranges or countries.'
      : 'Slice by something coarser.',
  bad: sliced((row) => `shop${row}`, 120),
  good: sliced((row) => `shop${row % 4}`, 120),
  at: 'data.slices',
  check: ({ slices = [] }, wanted) =>
    slices.flatMap(({ slicing, named }) =>
      named > mostSlices ? [{ slicing, named, noun: modalityOf(wanted).noun }] : [],
    ),
});
