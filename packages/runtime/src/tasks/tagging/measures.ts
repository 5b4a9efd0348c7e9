import { detailsOf } from '@tlp/language/run/metrics.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import { f1Of, type MeasuresOf, sumsMeasure } from '../measures.js';
import { namesOf, type TagAnswer } from './answer.js';
import { type Entity, entitiesOf } from './entities.js';

/** Sentences are drawn whole. The loss needs more than the likeliest tag, which is all that is kept. */
export const taggingMeasures: MeasuresOf = ({ predictions, outputs, metrics }) => {
  const { scheme } = detailsOf<TaggingDetails>(metrics, 'tagging');
  const rows = predictions.map(({ target, answer }) => {
    const said = (answer as TagAnswer).tags;
    // A word that was not read counts as outside of all entities, as in the run's own metrics.
    const [names, namesSaid] = [target, said].map((tags) => namesOf(tags, outputs, scheme));
    const [right, answered] = [names!, namesSaid!].map((tags) => entitiesOf(tags, scheme).map(keyOf));
    const known = new Set(right);
    return {
      words: target.length,
      rightWords: names!.filter((name, word) => name === namesSaid![word]).length,
      there: right!.length,
      found: answered!.length,
      right: answered!.filter((key) => known.has(key)).length,
    };
  });
  const of = (name: 'words' | 'rightWords' | 'there' | 'found' | 'right') => rows.map((row) => row[name]);
  return [
    ...(scheme === 'none'
      ? []
      : [
          sumsMeasure('entity_f1', [of('right'), of('there'), of('found')], ([hits, there, found]) =>
            f1Of(hits!, there!, found!),
          ),
        ]),
    sumsMeasure('word_accuracy', [of('rightWords'), of('words')], ([right, words]) => right! / words!),
  ];
};

const keyOf = ({ type, start, end }: Entity): string => `${start} ${end} ${type}`;
