import { didYouMean, nearest } from '../did-you-mean.js';
import { rule } from '../rule.js';

export const unknownStructure = rule<{ name: string; known: readonly string[]; homes: readonly string[] }>({
  code: 'TLP100',
  severity: 'error',
  title: 'Unknown block',
  explanation: 'The language has few blocks. Nothing inside an unknown one is read.',
  message: ({ name }) => `Unknown block \`${name}\`.`,
  remedy: ({ name, known, homes }) => {
    const isProperty = nearest(name, known) === undefined && homes.length > 0;
    if (!isProperty) return didYouMean(name, known);
    return `It is a property: write \`${name}: …\` in ${homes.map((home) => `\`${home}\``).join(' or ')}.`;
  },
  bad: { schedule: 'phaze train {\n  freeze: all\n  epochs: 3\n}' },
  good: { schedule: 'phase train {\n  freeze: all\n  epochs: 3\n}' },
});
