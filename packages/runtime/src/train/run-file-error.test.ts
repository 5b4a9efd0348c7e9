import { expect, it } from 'vitest';
import { rebuildIt } from './run-file-error.js';

it.skipIf(process.platform === 'win32')(
  'gives a command that can be pasted, whatever the directory is called',
  () => {
    expect(rebuildIt('/runs/a')).toContain('tlp run FILE.tlp --out /runs/a --resume.');
    expect(rebuildIt("/my runs/it's")).toContain(`--out '/my runs/it'\\''s' --resume.`);
  },
);
