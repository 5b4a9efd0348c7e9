import { rule } from '../rule.js';

export const unclosedBlock = rule<{ block: string }>({
  code: 'TLP004',
  severity: 'error',
  title: 'A block is never closed',
  explanation: 'Every `{` needs its `}`.',
  message: ({ block }) => `This \`${block}\` is never closed.`,
  remedy: ({ block }) => `Add the missing \`${block === '(' ? ')' : '}'}\`.`,
  bad: {
    file: 'pipeline p {\n  backbone resnet18\n  data images("photos")\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n',
  },
  good: {},
});
