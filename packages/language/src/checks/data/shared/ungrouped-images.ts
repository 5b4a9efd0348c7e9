import type { Grouping } from '../../../data/grouping/grouping.js';
import { modalityOf } from '../../../modalities/index.js';
import { countedOf, type Noun } from '../../../modalities/noun.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';
import { fewGroups } from './example-folders.js';

/** Why an example is in no group. */
function whyAlone(by: Grouping): string {
  if (by.kind === 'parent') return 'there is no folder between it and its class folder';
  return by.kind === 'column'
    ? `\`${by.column}\` is empty in its row`
    : `the name does not match "${by.pattern}"`;
}

export const ungroupedImages = dataChecked<{ images: readonly string[]; by: Grouping; noun: Noun }>({
  code: 'TLP390',
  severity: 'warning',
  title: 'Some examples are in no group',
  explanation:
    'An example that the grouping says nothing about is a group of its own. If it belongs to a group after all, that group may be in two splits.',
  message: ({ images, by, noun }) =>
    `${countedOf(images.length, noun)} ${images.length === 1 ? 'is' : 'are'} in no group, as ${whyAlone(by)}: ${listed(images)}.`,
  remedy({ by, noun }) {
    if (by.kind === 'parent') return `Move ${noun.many} of a group into its folder.`;
    return by.kind === 'column'
      ? 'Fill these cells where the group is known.'
      : `Rename the ${noun.many}, or change the pattern so that it matches them.`;
  },
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: { ...fewGroups, 'photos/rose': 2 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: fewGroups,
  },
  at: 'data.split',
  check({ groups }, { split: { group: by }, kind }) {
    if (!by || !groups || groups.named.length === 0 || groups.alone.length === 0) return [];
    return [{ images: groups.alone, by, noun: modalityOf({ kind }).noun }];
  },
});
