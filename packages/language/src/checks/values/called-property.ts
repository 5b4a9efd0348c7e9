import { rule } from '../rule.js';

export const calledProperty = rule<{ name: string; example: string }>({
  code: 'TLP115',
  severity: 'error',
  title: 'A property is written like a call',
  explanation:
    'A property takes its value after a colon. Parentheses are for layers and for values with parameters.',
  message: ({ name }) => `\`${name}\` is a property, not a call.`,
  remedy: ({ example }) => `Write a colon: \`${example}\`.`,
  bad: { phase: 'freeze: all\nepochs(3)' },
  good: { phase: 'freeze: all\nepochs: 3' },
});
