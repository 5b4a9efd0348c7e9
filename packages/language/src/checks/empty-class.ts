import { classesOf } from '../data/look.js';
import { listed } from './listed.js';
import { fileChecked } from './rule.js';

export const emptyClass = fileChecked<{ classes: readonly string[] }>({
  code: 'TLP363',
  severity: 'warning',
  title: 'Empty class folder',
  explanation: 'A folder without pictures is no class; the network gets no output for it.',
  message: ({ classes }) =>
    classes.length === 1
      ? `1 class folder without pictures is ignored: ${classes[0]}.`
      : `${classes.length} class folders without pictures are ignored: ${listed(classes)}.`,
  remedy: () => 'Add pictures, or remove the folder.',
  bad: {
    data: 'batch: 16',
    folders: { 'pictures/rose': 30, 'pictures/tulip': 30, 'pictures/lily': 0 },
  },
  good: { data: 'batch: 16', folders: { 'pictures/rose': 30, 'pictures/tulip': 30, 'pictures/lily': 30 } },
  reads: ['data.path', 'data.split'],
  check({ data }, found) {
    if (!data?.whole || classesOf(data).length === 0) return;
    const empty = data.sources.flatMap(({ classes }) => classes.filter(({ pictures }) => pictures === 0));
    if (empty.length > 0) found({ classes: empty.map(({ name }) => name) }, 'data.path');
  },
});
