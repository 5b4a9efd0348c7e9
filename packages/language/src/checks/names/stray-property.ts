import { rule } from '../rule.js';

export const strayPropertyOfPipeline = rule<{ name: string; homes: readonly string[] }>({
  code: 'TLP119',
  severity: 'error',
  title: 'A property is outside a block',
  explanation: 'A pipeline has no properties of its own; they belong to its blocks.',
  message: ({ name }) => `\`${name}\` cannot be set directly in a pipeline.`,
  remedy: ({ homes }) =>
    homes.length > 0
      ? `Move it into ${homes.map((home) => `\`${home}\``).join(' or ')}.`
      : 'Move it into one of the blocks.',
  bad: {
    file: 'pipeline p {\n  batch: 16\n  backbone resnet18\n  data images("photos")\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n',
  },
  good: { data: 'batch: 16' },
});
