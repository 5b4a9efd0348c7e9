import { DefaultLexer, type LexerResult, type TokenizeOptions } from 'langium';
import { joinDashes } from './dashes.js';
import { repair } from './repair/index.js';
import type { Problem } from './repair/tokens.js';

type LexingError = LexerResult['errors'][number];

/** What a repair found, as an error of the lexer: a text with one is not sound, whatever the parser says of it. */
export interface RepairError extends LexingError {
  readonly problem: Problem;
}

export const isRepairError = (error: LexingError): error is RepairError => 'problem' in error;

/** Hands the parser tokens in which the slips of somebody typing are repaired; in `partial` mode, those of the text. */
export class TlpLexer extends DefaultLexer {
  override tokenize(text: string, options: TokenizeOptions = { mode: 'full' }): LexerResult {
    const result = joinDashes(text, super.tokenize(text, options), this.definition);
    if (options.mode === 'partial') return result;
    const { tokens, errors, problems } = repair(text, result, this.definition);
    const found = problems.map((problem): RepairError => {
      const { start: offset, end } = problem;
      return {
        problem,
        offset,
        length: end - offset,
        line: undefined,
        column: undefined,
        message: problem.kind,
      };
    });
    return { ...result, tokens: [...tokens], errors: [...errors, ...found] };
  }
}
