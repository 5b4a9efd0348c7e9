import { exampleText } from '../example.js';
import { rule } from '../rule.js';

const child = (parent: string): string =>
  `${exampleText({})}\npipeline small extends${parent} {\n  data {\n    batch: 8\n  }\n}\n`;

export const extendsNothing = rule<Record<never, never>>({
  code: 'TLP142',
  severity: 'error',
  title: 'An `extends` names no pipeline',
  explanation:
    'After `extends` comes the name of the pipeline that provides everything this one does not set.',
  message: () => 'This `extends` names no pipeline.',
  remedy: () => 'Name the pipeline to extend, or remove `extends`.',
  bad: { file: child('') },
  good: { file: child(' flowers') },
});
