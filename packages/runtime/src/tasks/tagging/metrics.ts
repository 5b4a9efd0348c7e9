/** How good a tagger is, from its logits, batch by batch: entities as seqeval 1.2.2 counts them, and words. */
import type { TagScheme } from '@tlp/language/data/tags/scheme.js';
import type { Metrics } from '@tlp/language/run/metrics.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import type { Target } from '../../data/types.js';
import { definedScores } from '../mean.js';
import { softmaxCrossEntropy } from '../row-losses.js';
import type { MetricsAccumulator } from '../task.js';
import { namesOf, notRead, ofWords, tagsOf } from './answer.js';
import { createTypeCounts, type TypeCounts } from './counts.js';
import { type Entity, entitiesOf } from './entities.js';

/** Words that were not read count as outside of entities, or wrong; the loss is the mean over the others. */
export function createTaggingMetrics(tags: readonly string[], scheme: TagScheme): MetricsAccumulator {
  const counts = createTypeCounts();
  const sums = { examples: 0, words: 0, unread: 0, right: 0, loss: 0 };

  function add(logits: readonly Float32Array[], targets: readonly Target[]): void {
    for (const [i, target] of targets.entries()) {
      const said = tagsOf(logits[i]!, tags.length);
      const rows = ofWords(logits[i]!, tags.length);
      sums.examples += 1;
      sums.words += target.length;
      for (const [word, tag] of target.entries()) {
        if (said[word] === notRead) sums.unread += 1;
        else sums.loss += softmaxCrossEntropy(rows[word]!, [tag]);
      }
      const [right, answered] = [target, said].map((of) => namesOf(of, tags, scheme));
      sums.right += right!.filter((name, word) => name === answered![word]).length;
      if (scheme === 'none') countWords(counts, right!, answered!);
      else countEntities(counts, entitiesOf(right!, scheme), entitiesOf(answered!, scheme));
    }
  }

  function result(): Metrics {
    const types = counts.types();
    const { f1, precision, recall } = counts.all();
    const marks = scheme !== 'none';
    const details: TaggingDetails = {
      task: 'tagging',
      scheme,
      words: sums.words,
      unread: sums.unread,
      types,
      confusion: counts.confusion(),
    };
    return {
      count: sums.examples,
      loss: sums.loss / (sums.words - sums.unread),
      scores: definedScores({
        entity_f1: marks ? f1 : null,
        entity_precision: marks ? precision : null,
        entity_recall: marks ? recall : null,
        macro_f1: types.length === 0 ? 0 : types.reduce((sum, type) => sum + type.f1, 0) / types.length,
        word_accuracy: sums.right / sums.words,
      }),
      details,
    };
  }

  return { add, result };
}

function countWords(counts: TypeCounts, right: readonly string[], said: readonly string[]): void {
  for (const [word, tag] of right.entries()) {
    const answer = said[word]!;
    counts.add(tag, 'there');
    if (answer !== '') counts.add(answer, 'found');
    if (answer === tag) counts.add(tag, 'right');
    else counts.confuse(tag, answer === '' ? null : answer);
  }
}

/** An entity is right where its words and its type are. Those of the same words and other types are taken for each other. */
function countEntities(counts: TypeCounts, right: readonly Entity[], said: readonly Entity[]): void {
  const at = ({ start, end }: Entity): string => `${start}-${end}`;
  const answers = new Map(said.map((entity) => [at(entity), entity.type]));
  const known = new Set(right.map(at));
  for (const entity of right) {
    counts.add(entity.type, 'there');
    const answer = answers.get(at(entity)) ?? null;
    if (answer === entity.type) counts.add(entity.type, 'right');
    else counts.confuse(entity.type, answer);
  }
  for (const entity of said) {
    counts.add(entity.type, 'found');
    if (!known.has(at(entity))) counts.confuse(null, entity.type);
  }
}
