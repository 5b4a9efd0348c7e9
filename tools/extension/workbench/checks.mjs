/** What must be seen in a real workbench. Each check opens a text of its own and says what is wrong by throwing. */
import { documentChecks } from './checks/documents.mjs';
import { editChecks } from './checks/edited.mjs';
import { previewChecks } from './checks/preview.mjs';
import { lastRunChecks } from './checks/runs.mjs';
import { shownChecks } from './checks/shown.mjs';

export const checks = [...shownChecks, ...editChecks, ...documentChecks, ...previewChecks, ...lastRunChecks];
