import { rule } from '../rule.js';

const chain = (length: number): string =>
  Array.from({ length }, (_, index) => `let size${index} = ${index === 0 ? 16 : `size${index - 1}`}`).join(
    '\n',
  );

export const letTooDeep = rule<{ name: string }>({
  code: 'TLP143',
  severity: 'error',
  title: 'A value is defined through too many `let`s',
  explanation:
    'The value of a `let` may use other `let`s, but a long row of them, or one that branches again and again, can no ' +
    'longer be followed.',
  message: ({ name }) => `Too many \`let\`s must be followed to find the value of \`${name}\`.`,
  remedy: () => 'Give it a value of its own.',
  bad: { top: chain(60), data: 'batch: size59' },
  good: { top: chain(3), data: 'batch: size2' },
});
