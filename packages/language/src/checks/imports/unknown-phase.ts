import { nearest } from '../did-you-mean.js';
import { exampleText } from '../example.js';
import { rule } from '../rule.js';

const child = (phase: string): string =>
  `${exampleText({})}\npipeline longer extends flowers {\n  schedule {\n    phase ${phase} {\n      epochs: 8\n    }\n  }\n}\n`;

export const unknownPhase = rule<{ name: string; known: readonly string[] }>({
  code: 'TLP145',
  severity: 'error',
  title: 'The extended phase is unknown',
  explanation:
    'A pipeline that extends another can change its phases by name. A phase with a new name is added, ' +
    'and needs everything a phase must have.',
  message: ({ name }) => `There is no phase \`${name}\` to extend.`,
  remedy: ({ name, known }) =>
    `Did you mean \`${nearest(name, known) ?? known[0]}\`? A new phase needs \`freeze\` and \`epochs\`.`,
  bad: { file: child('trian') },
  good: { file: child('train') },
});
