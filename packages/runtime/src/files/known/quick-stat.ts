/** The stamps of many files: one after another where a look at a file is quick, else several at once. */
import { type BigIntStats, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate as others } from 'node:timers/promises';

/** Files that are looked at before anything else has its turn. */
const AT_ONCE = 256;

/** Milliseconds. On a local disk a look takes thousandths, and asking for it in another thread ten times that. */
const QUICK = 0.05;

/** @returns a function that rejects with the file system's error, as `stat` does */
export function createQuickStat(): (path: string) => Promise<BigIntStats> {
  let quick = true;
  let looked = 0;
  let slow = 0;
  return async (path) => {
    if (!quick) return stat(path, { bigint: true });
    const before = performance.now();
    const found = statSync(path, { bigint: true });
    if (performance.now() - before > QUICK) slow++;
    if (++looked % AT_ONCE === 0) {
      // By how many, not how long: some are long because another program had the processor.
      quick = slow < AT_ONCE / 2;
      slow = 0;
      await others();
    }
    return found;
  };
}
