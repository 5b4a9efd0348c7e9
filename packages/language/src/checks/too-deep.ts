import { rule } from './rule.js';

export const tooDeep = rule<{ limit: number }>({
  code: 'TLP006',
  severity: 'error',
  title: 'Brackets are nested too deeply',
  explanation: 'No pipeline needs more than a few brackets inside each other; a file that has is damaged.',
  message: ({ limit }) => `Brackets are nested more than ${limit} deep.`,
  remedy: () => 'Remove the needless ones.',
  bad: { file: `pipeline p ${'{'.repeat(100)}` },
  good: {},
});
