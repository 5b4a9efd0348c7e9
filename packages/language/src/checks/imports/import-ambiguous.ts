import { rule } from '../rule.js';

export const importAmbiguous = rule<{ kind: 'let' | 'pipeline'; name: string; files: readonly string[] }>({
  code: 'TLP138',
  severity: 'error',
  title: 'Two imported files declare the same name',
  explanation:
    'A name in this file takes precedence over an imported one, but of two imported names neither does.',
  message: ({ kind, name, files }) =>
    `The ${kind === 'let' ? '`let`' : 'pipeline'} \`${name}\` is declared in ${files.map((file) => `\`${file}\``).join(' and in ')}.`,
  remedy: () => 'Rename one of them, or import only one of the files.',
  bad: {
    top: 'import "small.tlp"\nimport "large.tlp"',
    data: 'batch: size',
    others: { 'small.tlp': 'let size = 8\n', 'large.tlp': 'let size = 64\n' },
  },
  good: {
    top: 'import "small.tlp"',
    data: 'batch: size',
    others: { 'small.tlp': 'let size = 8\n', 'large.tlp': 'let size = 64\n' },
  },
});
