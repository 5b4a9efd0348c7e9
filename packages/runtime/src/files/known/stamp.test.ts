import type { BigIntStats } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSettled, stampOf } from './stamp.js';

const stats = (of: Partial<BigIntStats>): BigIntStats =>
  ({ size: 5n, mtimeNs: 10n ** 18n, ctimeNs: 10n ** 18n, ino: 7n, ...of }) as BigIntStats;

it.each<[string, Partial<BigIntStats>]>([
  ['another size', { size: 6n }],
  ['a nanosecond more', { mtimeNs: 10n ** 18n + 1n }],
  ['a time of modification that was set back, by the time of change', { ctimeNs: 10n ** 18n + 1n }],
  ['another file under the name', { ino: 8n }],
])('tells %s', (_, of) => {
  expect(stampOf(stats(of))).not.toBe(stampOf(stats({})));
});

it('is never mixed up with another', () => {
  const numbers = fc.record({
    size: fc.bigInt({ min: 0n, max: 2n ** 63n }),
    mtimeNs: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n }),
    ctimeNs: fc.bigInt({ min: 0n, max: 2n ** 63n }),
    ino: fc.bigInt({ min: 0n, max: 2n ** 64n }),
  });
  const told = (of: object) => JSON.stringify(Object.values(of).map(String));
  fc.assert(
    fc.property(
      numbers,
      numbers,
      (a, b) => (told(a) === told(b)) === (stampOf(stats(a)) === stampOf(stats(b))),
    ),
  );
});

it('of a settled file is another one after every later change, however coarse the clock', () => {
  const second = 1_000_000_000n;
  const moment = fc.bigInt({ min: 10n ** 18n, max: 10n ** 18n + 10n * second });
  const tick = fc.constantFrom(1n, 100n, 4_000_000n, second, 2n * second);
  fc.assert(
    fc.property(tick, moment, moment, moment, (of, ...times) => {
      const [changed, hashed, later] = times.sort((a, b) => Number(a - b)) as [bigint, bigint, bigint];
      const at = (time: bigint) => {
        const shown = time - (time % of);
        return stats({ mtimeNs: shown, ctimeNs: shown });
      };
      return !isSettled(at(changed), hashed) || stampOf(at(changed)) !== stampOf(at(later));
    }),
  );
});

it('is settled some seconds after the last of both times', () => {
  const now = 10n ** 18n;
  const old = now - 3_000_000_000n;
  expect(isSettled(stats({ mtimeNs: old, ctimeNs: old }), now)).toBe(true);
  expect(isSettled(stats({ mtimeNs: old, ctimeNs: now }), now)).toBe(false);
  expect(isSettled(stats({ mtimeNs: now, ctimeNs: old }), now)).toBe(false);
});
