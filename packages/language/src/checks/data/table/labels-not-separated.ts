import { dataChecked } from '../data-rule.js';
import { tableExample } from './example.js';
import { tableName } from './told.js';

const tagged = (separator: string) => ({
  ...tableExample(),
  data: `table: "labels.csv"\nimage: file\nlabels: tags${separator}`,
  others: { 'labels.csv': 'file,tags\n1.jpg,red; big\n2.jpg,red\n3.jpg,big; round\n4.jpg,round\n' },
  folders: { photos: 4 },
});

const usual = [';', '|', ',', '/'] as const;

export const labelsNotSeparated = dataChecked<{
  name: string;
  column: string;
  label: string;
  written: string;
  separator: string;
}>({
  code: 'TLP340',
  severity: 'warning',
  title: 'Labels with a separator in them',
  explanation:
    'A cell of the column is divided where the separator stands, which is `|` unless `separator:` says otherwise. Where another sign stands in many labels, each combination would count as one label.',
  message: ({ label, separator, written }) =>
    `The label \`${label}\` has \`${separator}\` in it, but labels are separated by \`${written}\`.`,
  remedy: ({ column, separator }) => `Write \`labels: ${column}(separator: "${separator}")\`.`,
  bad: tagged(''),
  good: tagged('(separator: ";")'),
  at: 'data.table',
  where: () => 'data.labels',
  check({ table }, wanted) {
    const { labels } = wanted;
    if (labels.kind !== 'table' || labels.answer.kind !== 'labels' || !table) return [];
    const { column, separator: written } = labels.answer;
    for (const separator of usual) {
      const divided = table.outputs.filter((name) => name.includes(separator));
      // A few names may have a comma of their own.
      if (separator === written || divided.length < 2 || divided.length * 3 < table.outputs.length) continue;
      return [{ name: tableName(wanted), column, label: divided[0]!, written, separator }];
    }
    return [];
  },
});
