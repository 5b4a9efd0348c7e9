import { suggestCommand } from '@tlp/language/editor/server/requests.js';
import { expect, test, vi } from 'vitest';
import { clientOptions } from './options.js';

vi.mock('vscode', () => ({ workspace: { getConfiguration: () => ({ get: () => undefined }) } }));

test("tells the server of the extension's commands, and of the editor's that opens the next list", () => {
  const { initializationOptions } = clientOptions({
    commands: ['tlp.run'],
    files: true,
    output: {} as Parameters<typeof clientOptions>[0]['output'],
  });
  expect(initializationOptions.commands).toEqual(['tlp.run', suggestCommand]);
});
