/** The rules about tables of labels. */
import type { ListedRule } from '../../checked.js';
import type { DataRule } from '../data-rule.js';
import { tagDataRules } from '../tags/rules.js';
import { ambiguousImage } from './ambiguous-image.js';
import { classesAsNumbers } from './classes-as-numbers.js';
import { columnMissing } from './column-missing.js';
import { columnRepeated } from './column-repeated.js';
import { columnWithoutTable } from './column-without-table.js';
import { emptyCells } from './empty-cells.js';
import { imagesWithoutRow } from './images-without-row.js';
import { labelsNotSeparated } from './labels-not-separated.js';
import { listAsLabel } from './list-as-label.js';
import { notFlags } from './not-flags.js';
import { notNumbers } from './not-numbers.js';
import { numbersAsClasses } from './numbers-as-classes.js';
import { rowsContradict } from './rows-contradict.js';
import { rowsLeftOut } from './rows-left-out.js';
import { rowsRepeated } from './rows-repeated.js';
import { rowsWithoutImage } from './rows-without-image.js';
import { tableEmpty } from './table-empty.js';
import { tableIncomplete } from './table-incomplete.js';
import { tableLines } from './table-lines.js';
import { tableMissing } from './table-missing.js';
import { twoAnswers } from './two-answers.js';
import { unknownSplit } from './unknown-split.js';
import { unknownTableFormat } from './unknown-table-format.js';

/** Those about what stands in the table, which a run goes by too. */
export const tableDataRules: readonly DataRule<never>[] = [
  tableLines,
  columnMissing,
  columnRepeated,
  tableEmpty,
  emptyCells,
  listAsLabel,
  notNumbers,
  notFlags,
  unknownSplit,
  rowsWithoutImage,
  rowsLeftOut,
  ambiguousImage,
  rowsContradict,
  rowsRepeated,
  imagesWithoutRow,
  labelsNotSeparated,
  numbersAsClasses,
  classesAsNumbers,
  ...tagDataRules,
];

export const tableRules: readonly ListedRule<never>[] = [
  columnWithoutTable,
  tableIncomplete,
  unknownTableFormat,
  twoAnswers,
  tableMissing,
  ...tableDataRules,
];
