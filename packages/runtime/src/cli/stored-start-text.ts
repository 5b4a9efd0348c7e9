/** Where features begin at stored ones, in words. */
import type { StoredStart } from '@tlp/language/plan/stored-start.js';

/** `from the stored features at block5, 37% of the multiply-adds` */
export const storedStartText = ({ at, share }: Pick<StoredStart, 'at' | 'share'>): string =>
  `from the stored features at ${at}, ${Number((100 * share).toPrecision(2))}% of the multiply-adds`;
