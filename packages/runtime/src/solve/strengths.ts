/** The search for a strength: by decades about what the features suggest, then between the best one and its neighbors. */

export interface Tried<T> {
  readonly strength: number;
  readonly result: T;
}

/** Decades above and below the features' own scale. */
const [above, below] = [1, 5];
/** Weaker decades that may be no better before the search ends. */
const patience = 2;

/**
 * From strong to weak, so that each solution is near the last one. Among equals the strongest wins.
 * @param scale of the features, in the strength's unit
 * @param attempt null where there is no solution
 * @param isBetter of two results, the first one
 * @returns the best one and how many were tried; null where there was no solution at all
 */
export async function chooseStrength<T>(
  scale: number,
  attempt: (strength: number) => Promise<T | null>,
  isBetter: (one: T, other: T) => boolean,
): Promise<{ readonly best: Tried<T>; readonly tried: number } | null> {
  const middle = Math.round(Math.log10(scale > 0 && Number.isFinite(scale) ? scale : 1));
  let best: Tried<T> | null = null;
  let tried = 0;
  const attemptAt = async (digit: number, exponent: number): Promise<boolean> => {
    const strength = Number(`${digit}e${exponent}`);
    const result = await attempt(strength);
    if (result === null) return false;
    tried += 1;
    const better = best === null || isBetter(result, best.result);
    if (better) best = { strength, result };
    return better;
  };
  let [at, worse] = [middle + above, 0];
  for (let exponent = at; exponent >= middle - below && worse < patience; exponent--) {
    if (await attemptAt(1, exponent)) [at, worse] = [exponent, 0];
    else worse += 1;
  }
  await attemptAt(3, at);
  await attemptAt(3, at - 1);
  return best && { best, tried };
}
