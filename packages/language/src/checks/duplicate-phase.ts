import { rule } from './rule.js';

export const duplicatePhase = rule<{ name: string }>({
  code: 'TLP125',
  severity: 'error',
  title: 'Two phases have one name',
  explanation: 'A phase is known by its name in reports and overrides.',
  message: ({ name }) => `There is a phase \`${name}\` already.`,
  remedy: () => 'Give one of them another name.',
  bad: {
    schedule:
      'phase train {\n  freeze: all\n  epochs: 3\n}\nphase train {\n  freeze: ..block3\n  epochs: 3\n  learning_rate: 1e-5\n}',
  },
  good: {
    schedule:
      'phase train {\n  freeze: all\n  epochs: 3\n}\nphase tune {\n  freeze: ..block3\n  epochs: 3\n  learning_rate: 1e-5\n}',
  },
});
