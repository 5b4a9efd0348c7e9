import { rule } from './rule.js';

export const unexpectedToken = rule<{ message: string; place: string }>({
  code: 'TLP005',
  severity: 'error',
  title: 'Something stands in the wrong place',
  explanation: 'The words are known, but not in this order.',
  message: ({ message }) => message,
  remedy: ({ place }) => place,
  bad: { data: 'batch: 16 )' },
  good: { data: 'batch: 16' },
});
