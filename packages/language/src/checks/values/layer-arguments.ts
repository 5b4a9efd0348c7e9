import { rule } from '../rule.js';

export const layerArguments = rule<{ layer: string; value: string }>({
  code: 'TLP132',
  severity: 'error',
  title: 'The arguments of a layer are outside its parentheses',
  explanation: 'A layer is written like a call, because layers come in order and may repeat.',
  message: ({ layer, value }) =>
    layer ? `\`${value}\` belongs inside the parentheses of \`${layer}\`.` : `\`${value}\` is not a layer.`,
  remedy: ({ layer, value }) => (layer ? `Write \`${layer}(${value})\`.` : 'Remove it.'),
  bad: { head: 'pool(average)\ndropout: 20%\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(20%)\ndense(classes)' },
});
