import { rule } from './rule.js';

const pipeline = (name: string): string =>
  `pipeline ${name} {\n  backbone resnet18\n  data images("photos")\n  head {\n    pool\n    dense(classes)\n  }\n  schedule {\n    phase a {\n      freeze: all\n      epochs: 1\n    }\n  }\n}\n`;

export const duplicatePipeline = rule<{ name: string }>({
  code: 'TLP128',
  severity: 'error',
  title: 'Two pipelines have one name',
  explanation: 'Commands choose a pipeline of a file by its name.',
  message: ({ name }) => `There is a pipeline \`${name}\` already.`,
  remedy: () => 'Give one of them another name.',
  bad: { file: pipeline('flowers') + pipeline('flowers') },
  good: { file: pipeline('flowers') + pipeline('birds') },
});
