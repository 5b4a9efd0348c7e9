/** Every architecture of Transformers that is read, by the `model_type` of its `config.json`. */
import { albert } from './albert.js';
import type { Architecture } from './architecture.js';
import { bert } from './bert.js';
import { debertaV2 } from './deberta-v2.js';
import { distilbert } from './distilbert.js';
import { electra } from './electra.js';
import { gpt2 } from './gpt2.js';
import { mpnet } from './mpnet.js';
import { roberta } from './roberta.js';

export const architectures: Readonly<Record<string, Architecture>> = {
  albert,
  bert,
  camembert: roberta,
  'deberta-v2': debertaV2,
  distilbert,
  electra,
  gpt2,
  mpnet,
  roberta,
  'xlm-roberta': roberta,
};
