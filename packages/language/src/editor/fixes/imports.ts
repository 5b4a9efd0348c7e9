/** Fixes of imports and of pipelines that extend others. */
import { nearest } from '../../checks/did-you-mean.js';
import { extendsUnknown } from '../../checks/imports/extends-unknown.js';
import { importMissing } from '../../checks/imports/import-missing.js';
import { importUnused } from '../../checks/imports/import-unused.js';
import type { Import } from '../../grammar/generated/ast.js';
import { fix } from './fix.js';
import { around } from './tree.js';
import { fixOf, removeNode } from './write.js';

const isImport = (node: { readonly $type: string }): node is Import => node.$type === 'Import';

export const importFixes = [
  fix(importMissing, ({ path, known }, { content, start, end }) => {
    const near = nearest(path, known);
    const at = content.indexOf(`"${path}"`, start);
    if (near === undefined || at < 0 || at > end) return [];
    const edit = { start: at, end: at + path.length + 2, text: `"${near}"` };
    return [fixOf(`Write \`"${near}"\``, [edit], { preferred: true })];
  }),

  fix(importUnused, ({ path }, context) => {
    const node = around(context, isImport);
    return [node && fixOf(`Remove the import of "${path}"`, [removeNode(context, node)])];
  }),

  fix(extendsUnknown, ({ name, known }, { content, start, end }) => {
    const near = nearest(name, known);
    const at = content.slice(start, end).lastIndexOf(name);
    if (near === undefined || at < 0) return [];
    const edit = { start: start + at, end: start + at + name.length, text: near };
    return [fixOf(`Write \`${near}\``, [edit], { preferred: true })];
  }),
];
