import type { RangeTest, RatePoint } from './range-test.js';

/** As many points as fastai's plot leaves out at the end, where the loss has risen beyond all that matters. */
const leftOut = 5;

/** The points of a plot: all but the last few, where there are enough. */
export const shownPoints = ({ points, end }: RangeTest): readonly RatePoint[] =>
  end === 'not finite' || points.length <= 2 * leftOut ? points : points.slice(0, -leftOut);
