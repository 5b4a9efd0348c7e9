import { rule } from './rule.js';

export const emptyPath = rule<Record<never, never>>({
  code: 'TLP310',
  severity: 'error',
  title: 'A path is empty',
  explanation:
    'A path names a file or a folder, from the folder of the pipeline; that folder itself is `"."`.',
  message: () => 'The path is empty.',
  remedy: () => 'Write the path, such as `"data/images"`.',
  bad: { data: 'split: folders(train: "train", test: "")' },
  good: { data: 'split: folders(train: "train", test: "test")' },
});
