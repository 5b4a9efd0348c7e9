import { didYouMean } from '../did-you-mean.js';
import { exampleText } from '../example.js';
import { rule } from '../rule.js';

const child = (parent: string): string =>
  `${exampleText({})}\npipeline small extends ${parent} {\n  data {\n    batch: 8\n  }\n}\n`;

export const extendsUnknown = rule<{ name: string; known: readonly string[] }>({
  code: 'TLP139',
  severity: 'error',
  title: 'The extended pipeline is unknown',
  explanation: 'A pipeline can extend another one in its file, or one in a file that its file imports.',
  message: ({ name }) => `There is no pipeline \`${name}\` to extend.`,
  remedy: ({ name, known }) =>
    known.length > 0 ? didYouMean(name, known) : 'Import the file that declares it: `import "base.tlp"`.',
  bad: { file: child('flower') },
  good: { file: child('flowers') },
});
