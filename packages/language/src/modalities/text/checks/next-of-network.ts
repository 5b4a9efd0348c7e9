import type { Backbone } from '../../../backbones/card.js';
import { checked } from '../../../checks/checked.js';
import type { NextKind } from '../../../schema/next.js';
import { isTextData, nextOf, type TextData } from '../data.js';
import { nextExample } from './next-example.js';

/** What else the network can tell; null for nothing, or where only its pooler is in the way. */
const otherOf = ({ decoders }: Backbone, next: NextKind): NextKind | null =>
  (['word', 'masked'] as const).find((kind) => kind !== next && decoders?.[kind] !== undefined) ?? null;

export const nextOfNetwork = checked<
  { next: NextKind; family: string; other: NextKind | null; top: boolean; until: string | undefined },
  TextData
>({
  code: 'TLP550',
  severity: 'error',
  title: 'The network was not trained to tell such tokens',
  explanation:
    '`next: word` wants a network that reads from left to right, such as GPT-2: one that sees both sides, such as BERT, would only copy the next token. `next: masked` wants one that sees both sides. With `top: published`, a network gives one vector for a text, and no tokens can be told from it; with `until`, it ends before the layers that tell them.',
  message: ({ next, family, top, until }) => {
    if (until !== undefined)
      return `With \`until: ${until}\`, the backbone ends before what tells tokens by its last block.`;
    if (top)
      return 'With `top: published` the backbone gives one vector for a text, and tokens are to be told.';
    return next === 'word'
      ? `${family} sees the tokens on both sides, and the next one is to be told.`
      : `${family} does not tell hidden tokens.`;
  },
  remedy({ next, other, top, until }) {
    if (until !== undefined) return `Remove \`until: ${until}\`.`;
    if (top) return 'Remove `top: published`.';
    if (other !== null) return `Write \`next: ${other}\`.`;
    return `Use another backbone, such as ${next === 'word' ? 'GPT-2' : 'BERT, RoBERTa or DistilBERT'}.`;
  },
  bad: nextExample({ next: 'word', backbone: 'huggingface("minilm")' }),
  good: nextExample({ next: 'masked', backbone: 'huggingface("minilm")' }),
  applies: { data: isTextData },
  reads: ['data', 'backbone'],
  check({ pipeline: { data }, backbone }, found) {
    const next = nextOf(data.labels);
    if (next === undefined || backbone.next === next) return;
    const top = backbone.top === 'published';
    found(
      { next, family: backbone.family, other: otherOf(backbone, next), top, until: backbone.until },
      'data.next',
    );
  },
});
