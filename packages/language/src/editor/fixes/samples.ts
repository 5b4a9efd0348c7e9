/** Blocks to begin with: the examples of the schema table. */
import { blocks } from '../../schema/index.js';
import { indented } from './edit.js';

export const blockSamples = {
  backbone: blocks.backbone.example,
  data: blocks.data.example,
  head: 'head {\n  pool(average)\n  dropout(20%)\n  dense(classes)\n}',
  schedule: blocks.schedule.example,
  phase: 'phase train {\n  freeze: all\n  epochs: 10\n}',
} as const;

const { backbone, data, head, schedule } = blockSamples;

export const pipelineSample = `pipeline flowers {
  ${[backbone, data, head, schedule].map((block) => indented(block, '  ')).join('\n\n  ')}
}
`;
