import { rule } from '../rule.js';

export const tooDeep = rule<{ limit: number }>({
  code: 'TLP006',
  severity: 'error',
  title: 'Brackets are nested too deeply',
  explanation: 'No pipeline needs more than a few nested brackets. A file with this many is damaged.',
  message: ({ limit }) => `Brackets are nested more than ${limit} levels deep.`,
  remedy: () => 'Remove the extra brackets.',
  bad: { file: `pipeline p ${'{'.repeat(100)}` },
  good: {},
});
