import { rule } from '../rule.js';

export const duplicatePhase = rule<{ name: string }>({
  code: 'TLP125',
  severity: 'error',
  title: 'Two phases have the same name',
  explanation: 'Reports and overrides refer to a phase by its name.',
  message: ({ name }) => `There is already a phase \`${name}\`.`,
  remedy: () => 'Rename one of them.',
  bad: {
    schedule:
      'phase train {\n  freeze: all\n  epochs: 3\n}\nphase train {\n  freeze: ..block3\n  epochs: 3\n  learning_rate: 1e-5\n}',
  },
  good: {
    schedule:
      'phase train {\n  freeze: all\n  epochs: 3\n}\nphase tune {\n  freeze: ..block3\n  epochs: 3\n  learning_rate: 1e-5\n}',
  },
});
