import { fileChecked } from '../../../checks/checked.js';
import { percent } from '../../../quantities.js';
import { answersWords } from '../../../tasks/each.js';
import { isTextData, type TextData } from '../data.js';
import { inputForMost, isOftenCut, textLengths } from '../lengths.js';
import { readsWords } from '../preprocessing.js';
import { reviews, textExample } from './example.js';

export interface CutTexts {
  /** Of the texts that are cut. */
  readonly share: number;
  readonly size: number;
  /** The least input that cuts hardly any; undefined where the network does not read so many. */
  readonly enough: number | undefined;
  /** Whether none of them can be read in windows: they are pairs, or their words have tags. */
  readonly whole: boolean;
  /** Whether the tokens were estimated. */
  readonly about: boolean;
}

/** Estimates are off by a tenth at the most, of nearly all texts. */
const margin = 1.1;

const longText = `${'word '.repeat(60)}end`;

const sized = (tokens: number) =>
  textExample({
    backbone: `huggingface("minilm") {\n    input: ${tokens}\n  }`,
    others: {
      'reviews.csv': reviews(
        Object.fromEntries([2, 3, 4, 5].map((row) => [row, `${longText} ${row},five,1`])),
      ),
    },
  });

export const cutTexts = fileChecked<CutTexts, TextData>({
  code: 'TLP680',
  severity: 'info',
  title: 'Many texts are cut',
  explanation:
    'A network reads the first tokens of a text, as many as `input` says, and what stands behind them cannot help it. That does no harm where texts say at ' +
    'once what they are about, as news do. In an editor, tokens are estimated from the words; `tlp check --data` and `tlp plan` count them.',
  message: ({ share, size, about }) =>
    `${about ? 'About ' : ''}${percent(share)} of the texts have more than the ${size} tokens of \`input\`, and lose their ends.`,
  remedy({ enough, whole }) {
    const windows = whole ? [] : ['`long: window(stride: 25%)`, which reads all of a text, piece by piece'];
    const larger =
      enough === undefined ? [] : [`\`input: ${enough}\`, which cuts at most 1% and takes longer`];
    const ways = [...larger, ...windows];
    return ways.length === 0
      ? 'The network reads no more at once: shorten the texts, or write `long: head_tail`, which keeps the ends too.'
      : `If the ends matter, write ${ways.join('; or ')}.`;
  },
  bad: sized(32),
  good: sized(80),
  applies: { data: isTextData },
  reads: ['data', 'backbone'],
  check({ pipeline, backbone, data }, found) {
    // Tokens are estimated as pieces of words, and vectors are of whole ones.
    if (readsWords(backbone.preprocessing)) return;
    const lengths = data?.lengths ?? [];
    const { inputSize: size } = pipeline.backbone;
    const { long, text } = pipeline.data;
    const whole = text.length > 1 || answersWords(pipeline.task);
    const surely = lengths.map((length) => length / margin);
    if (lengths.length === 0 || !isOftenCut(textLengths(surely, size), long)) return;
    const { longer, texts } = textLengths(lengths, size);
    const enough = inputForMost(lengths, backbone.inputSize.most);
    found({ share: longer / texts, size, enough, whole, about: true }, 'backbone.input');
  },
});
