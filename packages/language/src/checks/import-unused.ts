import { rule } from './rule.js';

export const importUnused = rule<{ path: string; twice: boolean }>({
  code: 'TLP137',
  severity: 'warning',
  tag: 'unnecessary',
  title: 'An `import` is not used',
  explanation: 'A file needs to be imported only by those that use a `let` of it or extend a pipeline of it.',
  message: ({ path, twice }) =>
    twice ? `\`${path}\` is imported already.` : `Nothing of \`${path}\` is used in this file.`,
  remedy: () => 'Remove the `import`.',
  bad: { top: 'import "shared.tlp"', others: { 'shared.tlp': 'let size = 16\n' } },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
