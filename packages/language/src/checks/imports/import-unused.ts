import { rule } from '../rule.js';

export const importUnused = rule<{ path: string; twice: boolean }>({
  code: 'TLP137',
  severity: 'warning',
  tag: 'unnecessary',
  title: 'An `import` is not used',
  explanation: 'Import a file only if you use one of its `let`s or extend one of its pipelines.',
  message: ({ path, twice }) =>
    twice ? `\`${path}\` is already imported.` : `Nothing from \`${path}\` is used in this file.`,
  remedy: () => 'Remove the `import`.',
  bad: { top: 'import "shared.tlp"', others: { 'shared.tlp': 'let size = 16\n' } },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
