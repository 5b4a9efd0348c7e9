import { classesOf } from '../../../data/seen.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

export const emptyClass = dataChecked<{ classes: readonly string[]; noun: Noun }>({
  code: 'TLP363',
  severity: 'warning',
  title: 'Empty class folder',
  explanation: 'A folder without examples is not a class, so the model has no output for it.',
  message: ({ classes, noun }) =>
    classes.length === 1
      ? `1 class folder without ${noun.many} is ignored: ${classes[0]}.`
      : `${classes.length} class folders without ${noun.many} are ignored: ${listed(classes)}.`,
  remedy: ({ noun }) => `Add ${noun.many}, or remove the folder.`,
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/lily': 0 },
  },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/lily': 30 } },
  at: 'data.path',
  check(data, wanted) {
    if (!data.whole || classesOf(data).length === 0) return [];
    const all = data.sources.flatMap(({ classes }) => classes);
    // Images of a format that is not read are another matter.
    const classes = all.filter(({ images, unread }) => images + unread === 0).map(({ name }) => name);
    return classes.length > 0 ? [{ classes, noun: modalityOf(wanted).noun }] : [];
  },
});
