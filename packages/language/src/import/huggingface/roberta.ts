/** RoBERTa, and XLM-R and CamemBERT, which are RoBERTas of other languages (`models/roberta/modeling_roberta.py`). */
import { gelu } from '../../graph/ops/elementwise.js';
import { ImportProblem } from '../model.js';
import type { Architecture } from './architecture.js';
import { wholeIn } from './config.js';
import { countedPositions } from './counted-positions.js';
import { decoderModules, maskedDecoder, robertaDecoder } from './decoders.js';
import { embedTokens } from './embeddings.js';
import { buildEncoder } from './encoder.js';
import { bertDefaults, readEncoder } from './encoder-config.js';
import { bertNames, encoderModules } from './modules.js';

/** Its published checkpoints hold no pooler that was trained, so it has no hidden layers to keep. */
export const roberta: Architecture = {
  family: 'RoBERTa',
  paper: 'Liu et al. 2019, RoBERTa: A Robustly Optimized BERT Pretraining Approach, arXiv:1907.11692',
  reference: 'RobertaModel',
  tuneLimit: 5e-5,
  read(config) {
    const encoder = readEncoder(config, { ...bertDefaults, vocab_size: 50_265 });
    const { width, layers, embeddings } = encoder;
    const padding = wholeIn(config, 'pad_token_id', 1, { least: 0 });
    return {
      width,
      longest: countedLength(embeddings.positions, padding),
      types: embeddings.types > 1,
      pool: 'class_token',
      modules: [...encoderModules(layers, bertNames), ...decoderModules(robertaDecoder)],
      decoders: { masked: maskedDecoder(encoder, gelu) },
      build: (b, inputs) =>
        buildEncoder(b, inputs, encoder, () => ({
          states: embedTokens(b, inputs, embeddings, countedPositions(b, inputs.mask, padding)),
        })),
    };
  },
};

/** Tokens for which there are positions, counted after that of padding. @throws ImportProblem where there are none */
export function countedLength(positions: number, padding: number): number {
  const length = positions - padding - 1;
  if (length >= 2) return length;
  throw new ImportProblem(
    `its \`config.json\` has ${positions} positions, of which none are left after that of padding, ${padding}`,
  );
}
