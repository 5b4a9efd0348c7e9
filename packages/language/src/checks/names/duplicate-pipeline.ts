import { rule } from '../rule.js';

const pipeline = (name: string): string =>
  `pipeline ${name} {\n  backbone resnet18\n  data images("photos")\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n`;

export const duplicatePipeline = rule<{ name: string }>({
  code: 'TLP128',
  severity: 'error',
  title: 'Two pipelines have the same name',
  explanation: 'Commands select a pipeline of a file by its name.',
  message: ({ name }) => `There is already a pipeline \`${name}\`.`,
  remedy: () => 'Rename one of them.',
  bad: { file: pipeline('flowers') + pipeline('flowers') },
  good: { file: pipeline('flowers') + pipeline('birds') },
});
