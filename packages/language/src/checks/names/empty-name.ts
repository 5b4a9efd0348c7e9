import { rule } from '../rule.js';

export const emptyName = rule<{ keyword: string }>({
  code: 'TLP104',
  severity: 'error',
  ofAbsence: true,
  title: 'A name is missing',
  explanation:
    'Reports and overrides refer to pipelines and phases by name. The name of a backbone is the one in the catalogue.',
  message: ({ keyword }) => `This \`${keyword}\` has no name.`,
  remedy: ({ keyword }) =>
    `Write, for example, \`${keyword} ${keyword === 'backbone' ? 'resnet50' : keyword === 'phase' ? 'tune' : 'flowers'}\`.`,
  bad: { schedule: 'phase {\n  freeze: all\n  epochs: 3\n}' },
  good: { schedule: 'phase train {\n  freeze: all\n  epochs: 3\n}' },
});
