import { classesOf } from '../data/look.js';
import { listed } from './listed.js';
import { fileChecked } from './rule.js';

export const emptyClass = fileChecked<{ classes: readonly string[] }>({
  code: 'TLP363',
  severity: 'warning',
  title: 'Empty class folder',
  explanation: 'A folder without images is not a class, so the model has no output for it.',
  message: ({ classes }) =>
    classes.length === 1
      ? `1 class folder without images is ignored: ${classes[0]}.`
      : `${classes.length} class folders without images are ignored: ${listed(classes)}.`,
  remedy: () => 'Add images, or remove the folder.',
  bad: {
    data: 'batch: 16',
    folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/lily': 0 },
  },
  good: { data: 'batch: 16', folders: { 'photos/rose': 30, 'photos/tulip': 30, 'photos/lily': 30 } },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    if (!data?.whole || classesOf(data).length === 0) return;
    const empty = data.sources.flatMap(({ classes }) => classes.filter(({ images }) => images === 0));
    if (empty.length > 0) found({ classes: empty.map(({ name }) => name) }, 'data.path');
  },
});
