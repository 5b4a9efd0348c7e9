import { exampleText } from '../example.js';
import { rule } from '../rule.js';

const small = 'pipeline small extends flowers {\n  data {\n    batch: 8\n  }\n}\n';

export const extendsCycle = rule<{ names: readonly string[] }>({
  code: 'TLP140',
  severity: 'error',
  title: 'Pipelines extend each other in a cycle',
  explanation: 'A pipeline takes what it does not set from the one it extends, and that chain must end.',
  message: ({ names }) =>
    names.length === 2
      ? `\`${names[0]}\` extends itself.`
      : `Pipelines extend each other in a cycle: ${names.map((name) => `\`${name}\``).join(' → ')}.`,
  remedy: () => 'Remove one `extends`.',
  bad: { file: `${exampleText({}).replace('flowers', 'flowers extends small')}\n${small}` },
  good: { file: `${exampleText({})}\n${small}` },
});
