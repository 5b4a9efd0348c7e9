import fc from 'fast-check';
import { expect, it } from 'vitest';
import { limitPerClass } from './per-class.js';

const examples = fc
  .array(fc.record({ label: fc.nat(3), content: fc.nat(60) }), { maxLength: 80 })
  .map((all) =>
    all.map(({ label, content }, i) => ({ id: String(i), target: [label], hash: `${label} ${content}` })),
  );

it('takes so many of each class, none twice, in their order', () => {
  fc.assert(
    fc.property(examples, fc.integer({ min: 1, max: 20 }), fc.nat(), (all, most, seed) => {
      const kept = limitPerClass(all, most, seed);
      expect(kept).toEqual(all.filter((one) => kept.includes(one)));
      expect(new Set(kept.map(({ hash }) => hash)).size).toBe(kept.length);
      for (const label of [0, 1, 2, 3]) {
        const there = new Set(all.filter(({ target }) => target[0] === label).map(({ hash }) => hash)).size;
        expect(kept.filter(({ target }) => target[0] === label)).toHaveLength(Math.min(most, there));
      }
    }),
  );
});

it('takes those of a smaller number among those of a larger one, whatever else there is', () => {
  fc.assert(
    fc.property(examples, fc.integer({ min: 1, max: 10 }), fc.nat(), (all, most, seed) => {
      const hashes = (of: typeof all, n: number) => limitPerClass(of, n, seed).map(({ hash }) => hash);
      const more = new Set(hashes(all, most + 3));
      expect(hashes(all, most).filter((hash) => !more.has(hash))).toEqual([]);
      expect(hashes([...all].reverse(), most).sort()).toEqual(hashes(all, most).sort());
    }),
  );
});
