/** What is wrong with the tags of a sentence. */
import { isTag, mayFollow, outside, type TagScheme } from './scheme.js';

export interface TagProblem {
  readonly kind: 'no-tag' | 'tag-order';
  /** Of the word, from 0. */
  readonly at: number;
  /** The tag; with the one before it, where it must not stand behind that. */
  readonly text: string;
}

/** A tag that is none of the scheme's says nothing of those beside it. */
export function tagProblems(tags: readonly string[], scheme: TagScheme): readonly TagProblem[] {
  const problems: TagProblem[] = [];
  let before = outside;
  for (const [at, tag] of tags.entries()) {
    const known = isTag(tag, scheme);
    if (!known) problems.push({ kind: 'no-tag', at, text: tag });
    else if (isTag(before, scheme) && !mayFollow(before, tag, scheme)) {
      problems.push({ kind: 'tag-order', at, text: `${tag} after ${before}` });
    }
    before = tag;
  }
  if (tags.length > 0 && isTag(before, scheme) && !mayFollow(before, outside, scheme)) {
    problems.push({ kind: 'tag-order', at: tags.length - 1, text: `${before} at the end` });
  }
  return problems;
}
