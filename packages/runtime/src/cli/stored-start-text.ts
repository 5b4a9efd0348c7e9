/** Where features begin at stored ones, in words. */
import type { FeaturesFrom } from '@tlp/language/run/events.js';

/** `from the stored features at block5, 37% of the multiply-adds` */
export const storedStartText = ({ at, share }: Pick<FeaturesFrom, 'at' | 'share'>): string =>
  `from the stored features at ${at}, ${Number((100 * share).toPrecision(2))}% of the multiply-adds`;
