import { modalityOf } from '../../../modalities/index.js';
import type { Noun } from '../../../modalities/noun.js';
import { counted } from '../../../quantities.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

const trained = {
  'photos/train/rose/garden': 20,
  'photos/train/tulip/garden': 20,
  'photos/train/rose/park': 9,
  'photos/train/tulip/park': 9,
};

export const tornGroup = dataChecked<{ groups: readonly string[]; noun: Noun }>({
  code: 'TLP393',
  severity: 'error',
  title: 'A group is in the folders of two splits',
  explanation:
    'Examples of one patient, camera or author are alike, so the score would include what was memorized in training. `folders(…)` uses the splits as they are; `group` says that none of them shares a group with another.',
  message: ({ groups, noun }) =>
    `${counted(groups.length, 'group')} ${groups.length === 1 ? 'has' : 'have'} ${noun.many} in several splits: ${listed(groups)}.`,
  remedy: ({ noun }) => `Move all ${noun.many} of a group to one split, or leave \`group\` out.`,
  bad: {
    data: 'split: folders(train: "train", test: "test", group: parent)',
    folders: { ...trained, 'photos/test/rose/garden': 9, 'photos/test/tulip/field': 9 },
  },
  good: {
    data: 'split: folders(train: "train", test: "test", group: parent)',
    folders: { ...trained, 'photos/test/rose/field': 9, 'photos/test/tulip/field': 9 },
  },
  at: 'data.split',
  check: ({ groups }, wanted) =>
    groups && groups.torn.length > 0 ? [{ groups: groups.torn, noun: modalityOf(wanted).noun }] : [],
});
