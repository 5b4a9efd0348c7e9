/**
 * A quick fix: how one kind of mistake is put right in the text. To add one, write it beside its fellows and list
 * it in `index.ts`.
 */
import type { Rule } from '../../checks/rule.js';
import type { Diagnostic } from '../../diagnostic.js';
import type { Snapshot } from '../snapshot.js';
import type { Edit } from './edit.js';

/** The mistake and the text around it. */
export interface FixContext {
  readonly snapshot: Snapshot;
  readonly diagnostic: Diagnostic;
  /** The whole text. */
  readonly content: string;
  /** Where the diagnostic stands: offsets, the end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The text between them. */
  readonly written: string;
}

export interface Fix {
  /** What it does, as a person would say it: ``Write `epochs```. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /**
   * There is one obvious way to put it right, and nothing is invented or lost by it; so `fix all` may apply it
   * unasked.
   */
  readonly preferred?: boolean;
}

export interface FixOf {
  readonly code: string;
  /** The ways to put it right, the best first. */
  propose(context: FixContext): readonly Fix[];
}

/** Fixes of a rule. What the rule was told comes along in the diagnostic, so its type is the rule's. */
export function fix<Args>(
  rule: Rule<Args>,
  propose: (args: Args, context: FixContext) => readonly (Fix | undefined)[],
): FixOf {
  return {
    code: rule.code,
    propose: (context) =>
      propose(context.diagnostic.args as Args, context).filter(
        (found): found is Fix => found !== undefined && changesSomething(found, context),
      ),
  };
}

const changesSomething = ({ edits }: Fix, { content }: FixContext): boolean =>
  edits.some(({ start, end, text }) => content.slice(start, end) !== text);
