import { exampleText } from '../example.js';
import { rule } from '../rule.js';

export const importNothing = rule<Record<never, never>>({
  code: 'TLP133',
  severity: 'error',
  title: 'An `import` names no file',
  explanation: '`import` takes the path of a file in double quotes, relative to the folder of this one.',
  message: () => 'This `import` names no file.',
  remedy: () => 'Write, for example, `import "shared.tlp"`.',
  bad: { file: `import\n\n${exampleText({})}` },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
