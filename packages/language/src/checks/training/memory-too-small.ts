import { sizeOf } from '../../data/counts.js';
import { numberText } from '../../number-text.js';
import { planPipeline } from '../../plan/plan.js';
import { writeNumber } from '../../schema/write.js';
import { fileChecked } from '../checked.js';

interface Args {
  readonly phase: string;
  /** Bytes. */
  readonly memory: number;
  readonly needed: number;
  /** Of the batch, where it must go through the network whole. */
  readonly whole: number | null;
}

/** Rounded up, so that what a remedy names is enough. */
export const gigabytes = (bytes: number): string => `${numberText(Math.ceil(bytes / 1e8) / 10)}GB`;

export const memoryTooSmall = fileChecked<Args>({
  code: 'TLP533',
  severity: 'error',
  title: 'A step of training does not fit in `memory`',
  explanation:
    'A batch that takes more than `memory` goes through the network in parts, down to one example at a time. Batch normalization that trains takes its mean and variance from a whole batch, and pairs are compared within one, so such a batch is never divided.',
  message: ({ phase, memory, needed, whole }) =>
    whole === null
      ? `Phase \`${phase}\` needs about ${gigabytes(needed)} for a single example; \`memory\` allows ${writeNumber(memory, 'GB')}.`
      : `Phase \`${phase}\` needs about ${gigabytes(needed)} for a batch of ${whole}, which cannot be divided; \`memory\` allows ${writeNumber(memory, 'GB')}.`,
  remedy: ({ needed, whole }) =>
    whole === null
      ? `Write \`memory: ${gigabytes(needed)}\` or more, freeze more blocks, or take a smaller \`input\`.`
      : `Write a smaller \`batch\`, leave batch statistics frozen, or write \`memory: ${gigabytes(needed)}\` or more.`,
  bad: {
    schedule: 'memory: 0.1GB\nphase tune {\n  freeze: none\n  epochs: 5\n  learning_rate: 5e-5\n}',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
  },
  good: {
    schedule: 'memory: 2GB\nphase tune {\n  freeze: none\n  epochs: 5\n  learning_rate: 5e-5\n}',
    folders: { 'photos/rose': 30, 'photos/tulip': 30 },
  },
  reads: ['data', 'backbone', 'head', 'schedule'],
  check({ pipeline, backbone, data }, found) {
    const { memory } = pipeline.schedule;
    const size = data && sizeOf(data, pipeline.data.split);
    if (memory === null || !size) return;
    const [most] = planPipeline(pipeline, backbone, size)
      .phases.filter(({ examplesAtOnce }) => examplesAtOnce === 0)
      .sort((a, b) => b.memoryBytes - a.memoryBytes);
    if (!most) return;
    const whole = most.divisible ? null : pipeline.data.batch;
    found({ phase: most.name, memory, needed: most.memoryBytes, whole }, 'schedule.memory');
  },
});
