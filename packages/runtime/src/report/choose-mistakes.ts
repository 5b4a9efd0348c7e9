/** Which mistakes a report carries: a page that is to be mailed cannot hold all of them. */
import { groupBy } from '../data/groups.js';
import type { Mistake } from '../tasks/report.js';

/** Those that are seen at first. */
export const seenAtFirst = 24;

/** Pictures of some kilobytes each. */
const usual = 240;

/**
 * The worst ones, and then of each cell of the confusion matrix its worst, so that each has something to open as far as there is room; in the same order.
 * @param wrong the worst first
 */
export function chooseMistakes<M extends Pick<Mistake, 'cell'>>(
  wrong: readonly M[],
  most: number = usual,
): readonly M[] {
  const chosen = new Set(wrong.slice(0, Math.min(seenAtFirst, most)));
  const cells = groupBy(wrong, ({ cell }) => `${cell}`);
  const deepest = Math.max(0, ...[...cells.values()].map(({ length }) => length));
  for (let depth = 0; depth < deepest && chosen.size < most; depth++) {
    for (const own of cells.values()) {
      if (depth < own.length && chosen.size < most) chosen.add(own[depth]!);
    }
  }
  return wrong.filter((mistake) => chosen.has(mistake));
}
