import type { TableAnswer } from '../../../data/table/answer.js';
import type { DataRuleWanted } from '../data-rule.js';

/** What a pipeline says of the tags; undefined where it predicts something else. */
export function tagsWanted({
  labels,
}: Pick<DataRuleWanted, 'labels'>): Extract<TableAnswer, { kind: 'tags' }> | undefined {
  return labels.kind === 'table' && labels.answer.kind === 'tags' ? labels.answer : undefined;
}
