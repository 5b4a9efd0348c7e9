import { isValidated } from '../../../data/counts.js';
import { sharesOf } from '../../../data/shares.js';
import { SPLITS } from '../../../data/split-bounds.js';
import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { count, counted } from '../../../quantities.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';
import { fewGroups } from './example-folders.js';

export const tooFewGroups = dataChecked<{
  groups: number;
  splits: readonly string[];
  names: readonly string[];
  noun: Noun;
}>({
  code: 'TLP384',
  severity: 'error',
  title: 'Too few groups for the splits',
  explanation:
    'No group is in two splits, so each split needs at least one group of its own, and a score that says something needs several.',
  message: ({ groups, splits, names }) =>
    `There ${groups === 1 ? 'is' : 'are'} only ${counted(groups, 'group')} (${listed(names)}) for ${count(splits.length)} splits (${splits.join(', ')}).`,
  remedy: ({ noun }) => `Add ${noun.many} of other groups, leave splits out, or group by something finer.`,
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: { 'photos/rose/garden': 20, 'photos/rose/park': 20, 'photos/tulip/park': 30 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: fewGroups,
  },
  at: 'data.split',
  check(data, { split, kind }) {
    const { groups, whole } = data;
    const shares = sharesOf(split, isValidated(data))?.fractions;
    if (!shares || !groups || !whole || groups.named.length === 0) return [];
    const splits = SPLITS.filter((name) => shares[name] > 0);
    const names = groups.named.map(({ name }) => name);
    if (groups.divided >= splits.length) return [];
    return [{ groups: groups.divided, splits, names, noun: modalityOf({ kind }).noun }];
  },
});
