import { exampleText } from './example.js';
import { rule } from './rule.js';

const child = (parent: string): string =>
  `${exampleText({})}\npipeline small extends${parent} {\n  data {\n    batch: 8\n  }\n}\n`;

export const extendsNothing = rule<Record<never, never>>({
  code: 'TLP142',
  severity: 'error',
  title: 'An `extends` names no pipeline',
  explanation:
    'After `extends` stands the name of the pipeline from which everything comes that is not written.',
  message: () => 'This `extends` names no pipeline.',
  remedy: () => 'Write the name of the pipeline to build on, or remove `extends`.',
  bad: { file: child('') },
  good: { file: child(' flowers') },
});
