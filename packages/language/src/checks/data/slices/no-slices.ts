import type { Slicing } from '../../../data/slices/slicing.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { dataChecked } from '../data-rule.js';
import { sliced } from './example.js';

export const noSlices = dataChecked<{ slicing: Slicing; example: string; noun: Noun; classed: boolean }>({
  code: 'TLP229',
  severity: 'error',
  title: 'No example is in a slice',
  explanation:
    'What `slices` names says nothing of any example, so that there would be one slice with all of them, and the metrics are those of the split.',
  message({ slicing, example, noun, classed }) {
    if (slicing.kind === 'column') return `The column \`${slicing.column}\` is empty in each row.`;
    return slicing.kind === 'name'
      ? `No file name matches the pattern "${slicing.pattern}"; the first one is ${example}.`
      : `No ${noun.one} is in a folder ${classed ? 'inside its class folder' : 'of its own below the data folder'}, as \`slices: parent\` expects; ${example} is not.`;
  },
  remedy: ({ slicing }) =>
    slicing.kind === 'name'
      ? 'Correct the pattern, or leave it out of `slices`.'
      : 'Name something else, or leave it out of `slices`.',
  bad: sliced(() => '', 24),
  good: sliced((row) => `shop${row % 4}`, 24),
  at: 'data.slices',
  check({ slices = [], table, whole }, wanted) {
    const { labels } = wanted;
    const isRows = labels.kind === 'table' && labels.file === undefined;
    return slices.flatMap(({ slicing, named, example }) => {
      if (named > 0 || example === undefined) return [];
      // What was not looked at may be in a slice; a column that is not there is told as that.
      const isUnknown =
        !whole || (slicing.kind === 'column' && table?.missing.includes(slicing.column) === true);
      if (isUnknown || (isRows && slicing.kind !== 'column')) return [];
      return [{ slicing, example, noun: modalityOf(wanted).noun, classed: labels.kind === 'folder' }];
    });
  },
});
