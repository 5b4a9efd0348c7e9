import { rule } from './rule.js';

export const importUnread = rule<{ path: string; line: number; message: string }>({
  code: 'TLP136',
  severity: 'error',
  title: 'An imported file can be read only in part',
  explanation:
    'Where an imported file is not written as the language has it, what it declares is not certain.',
  message: ({ path, line, message }) => `\`${path}\` has a mistake in line ${line}: ${message}`,
  remedy: () => 'Correct it there.',
  bad: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16 }\n' } },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
