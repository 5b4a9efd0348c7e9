import type { GroupSource } from '../grouping/groups-seen.js';
import type { SplitName } from '../split-bounds.js';
import type { TableFound } from './found.js';

/** The images of each class, or of each row's labels together, by their splits, as folders of classes have them. */
export function classesInTable(found: TableFound): readonly GroupSource[] {
  if (found.state !== 'read') return [];
  const { outputs, examples } = found.joined;
  const bySplit = new Map<SplitName | null, Map<string, string[]>>();
  for (const { image, split, target } of examples) {
    const name = found.answer === 'target' ? '' : target.map((index) => outputs[index]).join();
    const classes = bySplit.get(split) ?? new Map<string, string[]>();
    bySplit.set(split, classes);
    const known = classes.get(name);
    if (known) known.push(image);
    else classes.set(name, [image]);
  }
  return [...bySplit].map(([split, classes]) => ({
    split,
    folder: '',
    classes: [...classes].map(([name, images]) => ({ name, images })),
  }));
}
