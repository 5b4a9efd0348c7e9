import { rule } from '../rule.js';

export const missingProperty = rule<{ name: string; block: string; example: string }>({
  code: 'TLP103',
  severity: 'error',
  ofAbsence: true,
  title: 'A property is missing',
  explanation: 'This property has no default, because no value suits most pipelines.',
  message: ({ name, block }) => `This \`${block}\` has no \`${name}\`.`,
  remedy: ({ example }) => `Write, for example, \`${example}\`.`,
  bad: { phase: 'epochs: 3' },
  good: { phase: 'freeze: all\nepochs: 3' },
});
