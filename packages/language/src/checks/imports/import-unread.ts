import { rule } from '../rule.js';

export const importUnread = rule<{ path: string; line: number; message: string }>({
  code: 'TLP136',
  severity: 'error',
  title: 'An imported file has errors',
  explanation: 'Only part of the imported file could be read, so what it declares is uncertain.',
  message: ({ path, line, message }) => `\`${path}\` has an error on line ${line}: ${message}`,
  remedy: () => 'Fix it there.',
  bad: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16 }\n' } },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
