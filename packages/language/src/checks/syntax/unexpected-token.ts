import { rule } from '../rule.js';

export const unexpectedToken = rule<{ message: string; place: string }>({
  code: 'TLP005',
  severity: 'error',
  title: 'Unexpected token',
  explanation: 'The word is known but does not belong here.',
  message: ({ message }) => message,
  remedy: ({ place }) => place,
  bad: { data: 'batch: 16 )' },
  good: { data: 'batch: 16' },
});
