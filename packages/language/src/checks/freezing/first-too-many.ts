import { rule } from '../rule.js';

export const firstTooMany = rule<{ count: number; layers: number }>({
  code: 'TLP405',
  severity: 'error',
  title: 'More layers are frozen than the backbone has',
  explanation:
    '`first(N)` counts the layers of the backbone that have weights; `tlp backbones NAME` lists them.',
  message: ({ count, layers }) => `The backbone has ${layers} layers, not ${count}.`,
  remedy: ({ layers }) => `Write \`all\`, or at most \`first(${layers})\`.`,
  bad: { phase: 'freeze: first(10000)\nepochs: 3' },
  good: { phase: 'freeze: all\nepochs: 3' },
});
