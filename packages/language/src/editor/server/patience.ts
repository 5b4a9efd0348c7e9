/**
 * How long to wait before a changed text is diagnosed: not at all where that takes a blink, and where it takes
 * longer so long that a completion asked for right after the key goes first and a typist isn't held up.
 */
export interface Patience {
  delay(uri: string): number;
  /** Does the work and remembers how long it took. */
  time<T>(uri: string, work: () => T): T;
}

const blink = 12;
/** What a typist doesn't notice; a request sent with the key has come by then and goes first. */
const moment = 5;
const noticed = 120;
const longest = 600;

export function createPatience(now: () => number = () => performance.now()): Patience {
  const costs = new Map<string, number>();
  return {
    delay(uri) {
      const cost = costs.get(uri) ?? 0;
      if (cost <= blink) return 0;
      return cost <= noticed ? moment : Math.min(longest, 2 * cost);
    },
    time(uri, work) {
      const start = now();
      const result = work();
      const cost = now() - start;
      // Half of the old figure, so that one slow moment of the machine doesn't count for long.
      costs.set(uri, costs.has(uri) ? (costs.get(uri)! + cost) / 2 : cost);
      return result;
    },
  };
}
