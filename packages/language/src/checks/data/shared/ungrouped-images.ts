import { counted } from '../../../quantities.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';
import { fewGroups } from './example-folders.js';

export const ungroupedImages = dataChecked<{ images: readonly string[]; pattern: string | null }>({
  code: 'TLP390',
  severity: 'warning',
  title: 'Some images are in no group',
  explanation:
    'An image that the grouping says nothing about is a group of its own. If it belongs to a group after all, that group may be in two splits.',
  message: ({ images, pattern }) =>
    `${counted(images.length, 'image')} ${images.length === 1 ? 'is' : 'are'} in no group, as ${pattern === null ? 'there is no folder between it and its class folder' : `the name does not match "${pattern}"`}: ${listed(images)}.`,
  remedy: ({ pattern }) =>
    pattern === null
      ? 'Move images of a group into its folder.'
      : 'Rename the images, or change the pattern so that it matches them.',
  bad: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: { ...fewGroups, 'photos/rose': 2 },
  },
  good: {
    data: 'split: stratified(train: 80%, validation: 10%, test: 10%, group: parent)',
    folders: fewGroups,
  },
  at: 'data.split',
  check({ groups }, { split }) {
    if (!split.group || !groups || groups.named.length === 0) return [];
    const pattern = split.group.kind === 'name' ? split.group.pattern : null;
    return groups.alone.length > 0 ? [{ images: groups.alone, pattern }] : [];
  },
});
