import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTlpServices } from '../../grammar/create-services.js';
import { mistakenTexts } from '../../testing/damaged-text.js';
import { createSnapshot, type Snapshot } from '../snapshot.js';
import { difference } from './difference.js';
import { applyEdits, type Edit } from './edit.js';
import { fixAll } from './fix-all.js';
import { fixesOf } from './index.js';

const services = createTlpServices().tlp;
const snapshotOf = (text: string): Snapshot =>
  createSnapshot({ uri: 'file:///work/test.tlp', version: 1, text, services });
const errors = ({ analysis }: Snapshot): number =>
  analysis.diagnostics.filter(({ severity }) => severity === 'error').length;

const slips = `pipeline flowers "Which flower is it?" {
  backbone resnet_50 { input: 150px; }
  data images("photos") {
    splt: stratified(train: 80%, validation: 20%, test: 20%)
    batch 16
    balance: classweights
  }
  head {
    pool(averge)
    dropout: 20
    dense(classes, softmax)
  }
  schedule {
    phase train {
      freeze: all
      epochs(5)
      optimizer: sgd(momentum: 0, nesterov: true)
      learning_rate: cosine(1e-3, warm_up: 10%)
    }
  }
}
`;

test('many slips are put right together, through several rounds', () => {
  const after = snapshotOf(fixAll(snapshotOf(slips)));
  expect(after.analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(after.text.getText()).toMatchInlineSnapshot(`
    "pipeline flowers "Which flower is it?" {
      backbone resnet50 { input: 160px }
      data images("photos") {
        split: stratified(train: 68%, validation: 16%, test: 16%)
        batch: 16
        balance: class_weights
      }
      head {
        pool(average)
        dropout(20%)
        dense(classes)
      }
      schedule {
        phase train {
          freeze: all
          epochs: 5
          optimizer: sgd(momentum: 0.9, nesterov: true)
          learning_rate: cosine(1e-3, warmup: 10%)
        }
      }
    }
    "
  `);
});

/** Texts with mistakes: the rules' own, with pieces cut out, doubled or put in. */
const damaged = fc
  .tuple(
    fc.constantFrom(...mistakenTexts),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.nat({ max: 12 }),
        fc.constantFrom('', '{', '}', '(', ')', ':', ',', '"', '%', 'x', '\n', ' 5'),
      ),
      {
        maxLength: 4,
      },
    ),
  )
  .map(([text, cuts]) =>
    cuts.reduce((current, [at, length, piece]) => {
      const start = at % (current.length + 1);
      return current.slice(0, start) + piece + current.slice(start + length);
    }, text),
  );

test('fixing all is done after once, and never makes a text worse', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      const before = snapshotOf(text);
      const after = snapshotOf(fixAll(before));
      expect(errors(after)).toBeLessThanOrEqual(errors(before));
      expect(fixAll(after)).toBe(after.text.getText());
    }),
    { numRuns: 60 },
  );
});

test('whatever the text, no fix fails or overlaps itself', () => {
  fc.assert(
    fc.property(damaged, (text) => {
      const snapshot = snapshotOf(text);
      for (const diagnostic of snapshot.analysis.diagnostics) {
        for (const { edits } of fixesOf(diagnostic, snapshot)) {
          const ordered: Edit[] = edits.toSorted((a, b) => a.start - b.start);
          let at = 0;
          for (const { start, end } of ordered) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeLessThanOrEqual(text.length);
            at = end;
          }
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('the difference of two texts, applied to the first, is the second', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b') }),
      fc.string({ unit: fc.constantFrom('a', 'b') }),
      (a, b) => {
        const edit = difference(a, b);
        expect(applyEdits(a, edit ? [edit] : [])).toBe(b);
      },
    ),
  );
});
