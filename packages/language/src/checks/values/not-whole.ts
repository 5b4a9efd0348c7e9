import { rule } from '../rule.js';

export const notWhole = rule<{ text: string }>({
  code: 'TLP110',
  severity: 'error',
  title: 'A whole number is needed',
  explanation: 'Epochs, images in a batch and units of a layer are counted, so they have no fraction.',
  message: ({ text }) => `\`${text}\` is not a whole number.`,
  remedy: ({ text }) => `Write \`${Math.max(1, Math.round(Number.parseFloat(text)))}\`.`,
  bad: { data: 'batch: 16.5' },
  good: { data: 'batch: 16' },
});
