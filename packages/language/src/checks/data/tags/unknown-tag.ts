import { isTag } from '../../../data/tags/scheme.js';
import { sentences, tagExample } from '../../../modalities/text/checks/tag-example.js';
import { count } from '../../../quantities.js';
import { didYouMean } from '../../did-you-mean.js';
import { dataChecked } from '../data-rule.js';
import { linesOf, type TableProblem, tableName } from '../table/told.js';
import { lacksBeginnings } from './no-beginnings.js';
import { tagsWanted } from './wanted.js';

export const unknownTag = dataChecked<TableProblem & { known: readonly string[] }>({
  code: 'TLP670',
  severity: 'error',
  title: 'A tag that is none of the scheme',
  explanation:
    'In BIO a tag is `O`, or `B-` or `I-` with the type of the entity behind it; BIOES has `E-` and `S-` too. Anything else is most often a typing error, and would be learned as a tag of its own.',
  message({ name, rows }) {
    const [{ text } = { text: '' }] = rows.first;
    const many = rows.count === 1 ? 'One tag' : `${count(rows.count)} tags`;
    return `${many} of ${name} ${rows.count === 1 ? 'is' : 'are'} none of the scheme: \`${text}\` (${linesOf(rows)}).`;
  },
  remedy: ({ rows, known }) => didYouMean(rows.first[0]?.text ?? '', known),
  bad: tagExample({ content: sentences({ 1: 'Anna\tB_PER' }) }),
  good: tagExample(),
  kind: 'text',
  at: 'data.table',
  check({ table }, wanted) {
    const answer = tagsWanted(wanted);
    const rows = table?.problems['no-tag'];
    // Where the scheme is another one, that is all there is to say.
    if (!answer || !rows || lacksBeginnings(table.outputs, answer.scheme)) return [];
    const known = table.outputs.filter((tag) => isTag(tag, answer.scheme));
    return [{ name: tableName(wanted), rows, known }];
  },
});
