import { rule } from '../../rule.js';

export const emptyPath = rule<Record<never, never>>({
  code: 'TLP310',
  severity: 'error',
  title: 'A path is empty',
  explanation:
    'A path names a file or a folder, relative to the folder of the `.tlp` file. `"."` is that folder itself.',
  message: () => 'The path is empty.',
  remedy: () => 'Write a path, such as `"data/images"`.',
  bad: { data: 'split: folders(train: "train", test: "")' },
  good: { data: 'split: folders(train: "train", test: "test")' },
});
