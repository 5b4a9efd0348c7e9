import { rule } from './rule.js';

export const layerArguments = rule<{ layer: string; value: string }>({
  code: 'TLP132',
  severity: 'error',
  title: "A layer's values stand outside its brackets",
  explanation: 'A layer is written like a call, because layers stand in order and may repeat.',
  message: ({ layer, value }) =>
    layer ? `\`${value}\` does not stand in the brackets of \`${layer}\`.` : `\`${value}\` is no layer.`,
  remedy: ({ layer, value }) => (layer ? `Write \`${layer}(${value})\`.` : 'Remove it.'),
  bad: { head: 'pool(average)\ndropout: 20%\ndense(classes)' },
  good: { head: 'pool(average)\ndropout(20%)\ndense(classes)' },
});
