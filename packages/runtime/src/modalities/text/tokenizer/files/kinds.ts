/** In which forms folders hold a tokenizer, the best first. */
import { byteLevelVocabulary } from './byte-level-vocabulary.js';
import { fastTokenizer } from './fast-tokenizer.js';
import type { FileKind } from './file-kind.js';
import { wordPieceVocabulary } from './word-piece-vocabulary.js';

export const fileKinds: readonly FileKind[] = [fastTokenizer, wordPieceVocabulary, byteLevelVocabulary];

/** Settings that may lie beside each of them. */
export const optionalFiles: readonly string[] = ['tokenizer_config.json', 'special_tokens_map.json'];
