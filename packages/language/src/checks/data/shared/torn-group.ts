import { counted } from '../../../quantities.js';
import { listed } from '../../listed.js';
import { dataChecked } from '../data-rule.js';

const trained = {
  'photos/train/rose/garden': 20,
  'photos/train/tulip/garden': 20,
  'photos/train/rose/park': 9,
  'photos/train/tulip/park': 9,
};

export const tornGroup = dataChecked<{ groups: readonly string[] }>({
  code: 'TLP393',
  severity: 'error',
  title: 'A group is in the folders of two splits',
  explanation:
    'Images of one patient, camera or burst are alike, so the score would include what was memorized in training. `folders(…)` uses the splits as they are; `group` says that none of them shares a group with another.',
  message: ({ groups }) =>
    `${counted(groups.length, 'group')} ${groups.length === 1 ? 'has' : 'have'} images in several splits: ${listed(groups)}.`,
  remedy: () => 'Move all images of a group to one split, or leave `group` out.',
  bad: {
    data: 'split: folders(train: "train", test: "test", group: parent)',
    folders: { ...trained, 'photos/test/rose/garden': 9, 'photos/test/tulip/field': 9 },
  },
  good: {
    data: 'split: folders(train: "train", test: "test", group: parent)',
    folders: { ...trained, 'photos/test/rose/field': 9, 'photos/test/tulip/field': 9 },
  },
  at: 'data.split',
  check: ({ groups }) => (groups && groups.torn.length > 0 ? [{ groups: groups.torn }] : []),
});
