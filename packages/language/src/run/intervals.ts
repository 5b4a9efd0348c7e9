/** How many examples an interval takes: split conformal prediction, Angelopoulos & Bates, arXiv:2107.07511. */

/** Binary fractions make `0.07 · 100` a little more than 7. */
const slack = 1e-9;

/** Which of the absolute errors of so many examples, from the smallest, is as wide as an interval of this level must be: ⌈(n + 1) · level⌉. */
export const rankForInterval = (examples: number, level: number): number =>
  Math.ceil((examples + 1) * level - slack);

/** The fewest examples that have an error of that rank. */
export const examplesForInterval = (level: number): number => Math.ceil(level / (1 - level) - slack);

/** The highest level, in whole percent, that so many examples are enough for. */
export const highestLevel = (examples: number): number =>
  Math.floor((100 * examples) / (examples + 1) + slack) / 100;
