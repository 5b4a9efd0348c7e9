import type { GroupSource, ImageSeen } from '../grouping/groups-seen.js';
import type { SplitName } from '../split-bounds.js';
import type { TableFound } from './found.js';

/**
 * The images that a table labels, by their splits, each with its class, its labels, or none where it has numbers.
 * @param byColumn whether a column names their groups
 */
export function imagesInTable(found: TableFound, byColumn: boolean): readonly GroupSource[] {
  if (found.state !== 'read') return [];
  const { outputs, examples } = found.joined;
  const bySplit = new Map<SplitName | null, ImageSeen[]>();
  for (const { image, split, group, target } of examples) {
    const classes = found.answer === 'target' ? [] : target.map((index) => outputs[index]!);
    const images = bySplit.get(split);
    const seen = { image, classes, ...(byColumn ? { group } : {}) };
    if (images) images.push(seen);
    else bySplit.set(split, [seen]);
  }
  return [...bySplit].map(([split, images]) => ({ split, folder: '', images }));
}
