import { rule } from './rule.js';

export const notWhole = rule<{ text: string }>({
  code: 'TLP110',
  severity: 'error',
  title: 'A whole number is needed',
  explanation: 'Things that are counted (epochs, images in a batch, units of a layer) have no fractions.',
  message: ({ text }) => `\`${text}\` is not a whole number.`,
  remedy: ({ text }) => `Write \`${Math.max(1, Math.round(Number.parseFloat(text)))}\`.`,
  bad: { data: 'batch: 16.5' },
  good: { data: 'batch: 16' },
});
