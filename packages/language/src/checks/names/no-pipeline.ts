import { rule } from '../rule.js';

export const noPipeline = rule<Record<never, never>>({
  code: 'TLP129',
  severity: 'info',
  title: 'The file has no pipeline',
  explanation: 'A `.tlp` file contains pipelines, or `let`s for other files to import.',
  message: () => 'The file contains no pipeline yet.',
  remedy: () => 'Write `pipeline NAME { … }`, or let `tlp new DIR` write one for a folder of images.',
  bad: { file: '// nothing yet\n' },
  good: {},
});
