/** What a tagger says of a text, for people and programs. */
import type { TagScheme } from '@tlp/language/data/tags/scheme.js';
import { percent } from '@tlp/language/quantities.js';
import type { AnswerView } from '../task.js';
import { foundIn, notRead, type TagAnswer } from './answer.js';

export function viewOf(tags: readonly string[], scheme: TagScheme): AnswerView<TagAnswer> {
  const found = (answer: TagAnswer) => foundIn(answer, tags, scheme);
  const isWords = scheme === 'none';
  return {
    columns: [isWords ? 'word' : 'entity', isWords ? 'tag' : 'type', 'start', 'end', 'score'],
    rows: (answer) =>
      found(answer).map(({ text, type, start, end, score }) => [text, type, start, end, score]),
    json(answer) {
      const unread = answer.tags.filter((tag) => tag === notRead).length;
      const told = unread === 0 ? {} : { unread };
      if (!isWords) return { text: answer.text, entities: found(answer), ...told };
      const words = found(answer).map(({ text, type, ...rest }) => ({ text, tag: type || null, ...rest }));
      return { text: answer.text, words, ...told };
    },
    text(answer) {
      const all = found(answer);
      if (isWords)
        return { first: all.map(({ text, type }) => `${text}/${type || '?'}`).join(' '), rest: [] };
      const told = all.map(({ text, type, score }) => `${text} (${type} ${percent(score)})`);
      return { first: told.join(', ') || 'no entity', rest: [] };
    },
  };
}
