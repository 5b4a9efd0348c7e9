import { sentences, tagExample } from '../../../modalities/text/checks/tag-example.js';
import { count } from '../../../quantities.js';
import { dataChecked } from '../data-rule.js';
import { linesOf, type TableProblem, tableName } from '../table/told.js';
import { lacksBeginnings } from './no-beginnings.js';
import { tagsWanted } from './wanted.js';

export const tagOrder = dataChecked<TableProblem>({
  code: 'TLP671',
  severity: 'warning',
  title: 'A tag that must not stand where it does',
  explanation:
    'An `I-` goes on with the entity before it, so one of the same type must stand there. In BIO such a tag is counted as if it began an entity, as seqeval does. In BIOES an entity that is not closed by `E-` counts as none.',
  message({ name, rows }) {
    const [{ text } = { text: '' }] = rows.first;
    const many = rows.count === 1 ? 'One tag' : `${count(rows.count)} tags`;
    return `${many} of ${name} cannot stand where ${rows.count === 1 ? 'it does' : 'they do'}: ${text} (${linesOf(rows)}).`;
  },
  remedy: () => 'Look at these lines: a tag may be wrong, or a word between two of an entity.',
  bad: tagExample({ content: sentences({ 2: 'Smith\tI-LOC' }) }),
  good: tagExample({ content: sentences({ 2: 'Smith\tI-PER' }) }),
  kind: 'text',
  at: 'data.table',
  check({ table }, wanted) {
    const answer = tagsWanted(wanted);
    const rows = table?.problems['tag-order'];
    if (!answer || !rows || lacksBeginnings(table.outputs, answer.scheme)) return [];
    return [{ name: tableName(wanted), rows }];
  },
});
