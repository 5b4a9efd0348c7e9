import type { GroupSource, ImageSeen } from '../grouping/groups-seen.js';
import type { SplitName } from '../split-bounds.js';
import type { TableFound } from './found.js';

/** The images that a table labels, by their splits, each with its class, its labels, or none where it has numbers. */
export function imagesInTable(found: TableFound): readonly GroupSource[] {
  if (found.state !== 'read') return [];
  const { outputs, examples } = found.joined;
  const bySplit = new Map<SplitName | null, ImageSeen[]>();
  for (const { image, split, target } of examples) {
    const classes = found.answer === 'target' ? [] : target.map((index) => outputs[index]!);
    const images = bySplit.get(split);
    if (images) images.push({ image, classes });
    else bySplit.set(split, [{ image, classes }]);
  }
  return [...bySplit].map(([split, images]) => ({ split, folder: '', images }));
}
