/** Fills an example's parts into a small sound pipeline. */
import type { Example } from './rule.js';

const defaults = {
  backbone: 'efficientnet_lite0 {\n  input: 128px\n}',
  data: 'split: stratified(train: 80%, validation: 10%, test: 10%)',
  head: 'pool(average)\ndropout(20%)\ndense(classes)',
  phase: 'freeze: all\nepochs: 5',
};

const indent = (text: string, depth: number): string =>
  text
    .split('\n')
    .map((line) => (line === '' ? '' : '  '.repeat(depth) + line))
    .join('\n');

export function exampleText(example: Example): string {
  if (example.file !== undefined) return example.file;
  const { top, backbone, data, head, phase } = { ...defaults, ...example };
  const schedule = example.schedule ?? `phase train {\n${indent(phase, 1)}\n}`;
  const before = top === undefined ? '' : `${top}\n\n`;
  const added = (['expect', 'sweep'] as const).map((block) => {
    const body = example[block];
    return body === undefined ? '' : `\n  ${block} {\n${indent(body, 2)}\n  }\n`;
  });
  return `${before}pipeline flowers "Which flower is it?" {
${indent(`backbone ${backbone}`, 1)}

  data images("photos") {
${indent(data, 2)}
  }

  head {
${indent(head, 2)}
  }

  schedule {
${indent(schedule, 2)}
  }
${added.join('')}}
`;
}
