import { rule } from './rule.js';

export const emptyName = rule<{ keyword: string }>({
  code: 'TLP104',
  severity: 'error',
  ofAbsence: true,
  title: 'A name is missing',
  explanation:
    'Pipelines and phases have a name for reports and overrides; a backbone is one of the catalogue.',
  message: ({ keyword }) => `This \`${keyword}\` has no name.`,
  remedy: ({ keyword }) =>
    `Write, for example, \`${keyword} ${keyword === 'backbone' ? 'resnet50' : keyword === 'phase' ? 'tune' : 'flowers'}\`.`,
  bad: { schedule: 'phase {\n  freeze: all\n  epochs: 3\n}' },
  good: { schedule: 'phase train {\n  freeze: all\n  epochs: 3\n}' },
});
