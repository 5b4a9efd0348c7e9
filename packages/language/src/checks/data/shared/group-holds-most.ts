import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { percent } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { fewGroups } from './example-folders.js';

export const groupHoldsMost = dataChecked<{ name: string; share: number; noun: Noun }>({
  code: 'TLP391',
  severity: 'warning',
  title: 'One group has most of the examples',
  explanation:
    'A group is in one split as a whole. With more than half of the examples in one, the splits can hardly have the shares that are wanted, and the scores are mostly about the other groups.',
  message: ({ name, share, noun }) => `The group ${name} has ${percent(share)} of all ${noun.many}.`,
  remedy: ({ noun }) => `Group by something finer, or leave out some ${noun.many} of this group.`,
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: { ...fewGroups, 'photos/rose/garden': 60 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: fewGroups,
  },
  at: 'data.split',
  check({ groups, whole }, wanted) {
    const [largest] = groups?.named ?? [];
    if (!groups || !whole || !largest || groups.named.length < 2) return [];
    const all = groups.named.reduce((sum, { images }) => sum + images, groups.alone.length);
    const share = largest.images / all;
    return share > 0.5 ? [{ name: largest.name, share, noun: modalityOf(wanted).noun }] : [];
  },
});
