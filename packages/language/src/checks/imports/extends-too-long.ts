import { exampleText } from '../example.js';
import { rule } from '../rule.js';

/** Pipelines that each extend the one before. */
const chain = (length: number): string => {
  const names = Array.from({ length }, (_, index) => (index === 0 ? 'flowers' : `flowers_${index}`));
  const rest = names.slice(1).map((name, index) => `\npipeline ${name} extends ${names[index]} {\n}\n`);
  return exampleText({}) + rest.join('');
};

export const extendsTooLong = rule<{ limit: number }>({
  code: 'TLP144',
  severity: 'error',
  title: 'Too many pipelines extend each other',
  explanation:
    'A pipeline may extend one that extends another, but a long row of them can no longer be followed, by people or ' +
    'by TLP.',
  message: ({ limit }) => `More than ${limit} pipelines extend each other here.`,
  remedy: () => 'Extend a pipeline nearer to the first one.',
  bad: { file: chain(51) },
  good: { file: chain(3) },
});
