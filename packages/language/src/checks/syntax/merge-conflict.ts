import { exampleText } from '../example.js';
import { rule } from '../rule.js';

const both = '<<<<<<< HEAD\n    batch: 8\n=======\n    batch: 16\n>>>>>>> wider\n';
const sound = exampleText({ data: 'batch: 8' });

export const mergeConflict = rule<Record<never, never>>({
  code: 'TLP011',
  severity: 'error',
  title: 'Unresolved merge conflict',
  explanation:
    'Version control left two versions of these lines with markers around them, for you to choose from.',
  message: () => 'This merge conflict is not resolved.',
  remedy: () => 'Keep one of the two versions, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`.',
  bad: { file: sound.replace('    batch: 8\n', both) },
  good: { data: 'batch: 8' },
});
