import { checked } from '../../../checks/checked.js';
import { isTextData, type TextData } from '../data.js';
import { textExample } from './example.js';

const sized = (tokens: number) =>
  textExample().file!.replace('huggingface("minilm")', `huggingface("minilm") {\n    input: ${tokens}\n  }`);

export const inputTooLong = checked<{ backbone: string; size: number; most: number }, TextData>({
  code: 'TLP215',
  severity: 'error',
  title: 'The network does not read so many tokens',
  explanation:
    'A network learns a vector for each position of a token, and has none for those behind the last. Longer texts are cut; `long` says where.',
  message: ({ backbone, size, most }) =>
    `\`${backbone}\` reads texts of at most ${most} tokens, not ${size}.`,
  remedy: ({ most }) => `Write \`input: ${most}\` or less.`,
  bad: { ...textExample(), file: sized(1024) },
  good: { ...textExample(), file: sized(512) },
  applies: { data: isTextData },
  reads: ['backbone'],
  check({ pipeline, backbone }, found) {
    const { inputSize: size } = pipeline.backbone;
    const { most = Number.POSITIVE_INFINITY } = backbone.inputSize;
    if (size > most) found({ backbone: backbone.name, size, most }, 'backbone.input');
  },
});
