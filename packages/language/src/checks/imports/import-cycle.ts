import { rule } from '../rule.js';

export const importCycle = rule<{ files: readonly string[] }>({
  code: 'TLP135',
  severity: 'error',
  title: 'Files import each other in a cycle',
  explanation: 'Put what both files need into a third file that imports neither.',
  message: ({ files }) =>
    files.length === 2
      ? `\`${files[0]}\` imports itself.`
      : `Files import each other in a cycle: ${files.map((file) => `\`${file}\``).join(' → ')}.`,
  remedy: ({ files }) =>
    files.length === 2
      ? 'Remove the `import`.'
      : 'Remove one of the imports, or move what both need into a third file.',
  bad: {
    top: 'import "shared.tlp"',
    data: 'batch: size',
    others: { 'shared.tlp': 'import "flowers.tlp"\n\nlet size = 16\n' },
  },
  good: { top: 'import "shared.tlp"', data: 'batch: size', others: { 'shared.tlp': 'let size = 16\n' } },
});
