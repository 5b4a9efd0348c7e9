import { percent } from '@tlp/language/quantities.js';
import { detailsOf } from '@tlp/language/run/metrics.js';
import type { TaggingDetails } from '@tlp/language/tasks/tagging.js';
import { labelsText } from '../labels-text.js';
import type { TaskReport } from '../report.js';
import { namesOf, type TagAnswer } from './answer.js';
import { confusedTypes } from './confused-types.js';
import { type Entity, spansOf } from './entities.js';
import { judgedEntities, markedText } from './marked.js';
import { typeTable } from './type-table.js';

export const taggingReport: TaskReport = {
  sections(metrics, _, of) {
    const details = detailsOf<TaggingDetails>(metrics, 'tagging');
    return [typeTable(details, of), confusedTypes(details)];
  },
  right: labelsText,
  mistakes: {
    title: 'Texts with mistakes',
    noun: 'texts with a mistake',
    note: 'The most confident mistakes come first. Look here for words that were tagged wrongly, and for what the training texts lack.',
    of({ target, answer }, outputs, metrics) {
      const { scheme } = detailsOf<TaggingDetails>(metrics, 'tagging');
      const said = answer as TagAnswer;
      const [right, names] = [target, said.tags].map((tags) => namesOf(tags, outputs, scheme));
      const judged = judgedEntities(spansOf(right!, scheme), spansOf(names!, scheme));
      const { missed, wrong } = judged;
      if (missed.length + wrong.length === 0) return null;
      const sure = ({ start, end }: Entity) =>
        said.scores.slice(start, end).reduce((sum, score) => sum + score, 0) / (end - start);
      const worst = [...missed, ...wrong].map(sure).reduce((a, b) => Math.max(a, b), 0);
      const told = (entities: readonly Entity[]): string => {
        const all = entities.map(
          ({ type, start, end }) => `${said.words.slice(start, end).join(' ')}: ${type || '–'}`,
        );
        return all.slice(0, MOST).join(', ') + (all.length > MOST ? ` and ${all.length - MOST} more` : '');
      };
      return {
        rank: worst,
        said: { what: told(wrong) || 'nothing', note: percent(worst) },
        right: { what: told(missed) || 'nothing', note: '' },
        marked: scheme === 'none' ? markedText(said, { ...judged, right: [] }) : markedText(said, judged),
      };
    },
  },
};

/** Entities that a mistake names. */
const MOST = 4;
