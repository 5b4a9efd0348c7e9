import type { TagScheme } from '@tlp/language/data/tags/scheme.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readGolden } from '../../testing/goldens.js';
import { entitiesOf } from './entities.js';
import { createTaggingMetrics } from './metrics.js';

interface Counted {
  readonly scheme: TagScheme;
  readonly right: readonly (readonly string[])[];
  readonly said: readonly (readonly string[])[];
  /** By type, and under `micro avg` and `macro avg`: precision, recall, F1, and entities that are there. */
  readonly scores: Readonly<Record<string, readonly [number, number, number, number]>>;
}

const cases = readGolden<{ readonly counts: readonly Counted[] }>('tagging.json').counts;

/** Logits that say these tags, NaN for words that were not read. */
function logitsOf(said: readonly (string | null)[], tags: readonly string[]): Float32Array {
  return Float32Array.from(
    said.flatMap((tag) => tags.map((name) => (tag === null ? Number.NaN : name === tag ? 5 : 0))),
  );
}

function judge(scheme: TagScheme, right: Counted['right'], said: readonly (readonly (string | null)[])[]) {
  const tags = [...new Set(['O', ...right.flat(), ...said.flat().filter((tag) => tag !== null)])].sort();
  const metrics = createTaggingMetrics(tags, scheme);
  for (const [i, own] of right.entries()) {
    metrics.add([logitsOf(said[i]!, tags)], [own.map((tag) => tags.indexOf(tag))]);
  }
  return metrics.result();
}

test.each(cases.map((one, i) => [i, one.scheme, one] as const))(
  'counts entities as seqeval does: %i, %s',
  (_, scheme, { right, said, scores }) => {
    const result = judge(scheme, right, said);
    const { types } = detailsOf<TaggingDetails>(result, 'tagging');
    const { 'micro avg': micro, 'macro avg': macro, ...perType } = scores;
    expect(types.map(({ name }) => name)).toEqual(Object.keys(perType).sort());
    for (const { name, precision, recall, f1, support } of types) {
      const [p, r, f, s] = perType[name]!;
      expect([precision, recall, f1]).toEqual([p, r, f].map((value) => expect.closeTo(value, 9)));
      expect(support).toBe(s);
    }
    // Without any entity seqeval has no averages worth the name.
    if (types.length === 0) return;
    expect(result.scores.entity_precision).toBeCloseTo(micro![0], 9);
    expect(result.scores.entity_recall).toBeCloseTo(micro![1], 9);
    expect(result.scores.entity_f1).toBeCloseTo(micro![2], 9);
    expect(result.scores.macro_f1).toBeCloseTo(macro![2], 9);
  },
);

const tag = fc.constantFrom('O', 'B-PER', 'I-PER', 'E-PER', 'S-PER', 'B-LOC', 'I-LOC', 'E-LOC', 'S-LOC');
const sentence = fc.array(tag, { minLength: 1, maxLength: 12 });

describe('entities', () => {
  it.each(['bio', 'iob1', 'bioes'] as const)('of %s follow each other, and none is outside', (scheme) => {
    fc.assert(
      fc.property(sentence, (tags) => {
        let behind = 0;
        for (const { type, start, end } of entitiesOf(tags, scheme)) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(end).toBeGreaterThan(start);
          expect(tags.slice(start, end).every((one) => one.endsWith(type))).toBe(true);
          behind = end;
        }
      }),
    );
  });

  it('are all right where the tags are, and in one pass as in many', () => {
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), (right) => {
        const { scores } = judge('bio', right, right);
        const any = right.some((tags) => entitiesOf(tags, 'bio').length > 0);
        expect([scores.entity_f1, scores.word_accuracy]).toEqual([any ? 1 : 0, 1]);
      }),
    );
  });
});

test('words that were not read are outside of entities and count as such', () => {
  const right = [['B-PER', 'I-PER', 'O', 'B-LOC']];
  const result = judge('bio', right, [['B-PER', 'I-PER', 'O', null]]);
  expect(result.scores).toMatchObject({ entity_precision: 1, entity_recall: 0.5, word_accuracy: 0.75 });
  const details = detailsOf<TaggingDetails>(result, 'tagging');
  expect(details).toMatchObject({ words: 4, unread: 1, confusion: [['LOC', null, 1]] });
  expect(result.loss).toBeLessThan(0.1);
});

test('a type that is taken for another one is told, and so is what is no entity', () => {
  const result = judge('bio', [['B-PER', 'O', 'B-LOC']], [['B-LOC', 'B-PER', 'O']]);
  expect(detailsOf<TaggingDetails>(result, 'tagging').confusion).toEqual([
    ['LOC', null, 1],
    ['PER', 'LOC', 1],
    [null, 'PER', 1],
  ]);
});

test('without a scheme each word is judged by itself', () => {
  const result = judge('none', [['NOUN', 'VERB', 'NOUN']], [['NOUN', 'NOUN', null]]);
  expect(result.scores).toEqual({ macro_f1: 0.25, word_accuracy: expect.closeTo(1 / 3, 9) });
  expect(detailsOf<TaggingDetails>(result, 'tagging').confusion).toEqual([
    ['NOUN', null, 1],
    ['VERB', 'NOUN', 1],
  ]);
});
