/** Edits that the editor offers or makes by itself. */
import { containing, eventually } from '../editor.mjs';
import { after } from '../workspace.mjs';
import { savedText } from './saved-text.mjs';

export const editChecks = [
  {
    name: 'a quick fix puts it right',
    async run(context) {
      const { editor, workspace } = context;
      await editor.open('mistake.tlp');
      await editor.goTo(...after(workspace.get('mistake.tlp'), 'dropout(2'));
      const menu = editor.page.locator('.action-widget .monaco-list-row');
      await eventually({ what: 'expected a fix', holds: (n) => n > 0 }, async () => {
        await editor.press('Control+.');
        await editor.page.waitForTimeout(700);
        return menu.count();
      });
      await editor.press('Enter');
      await savedText(context, 'mistake.tlp', 'dropout(20%)');
      await eventually({ what: 'expected no squiggle', holds: (n) => n === 0 }, () =>
        editor.page.locator('.editor-group-container.active .squiggly-error').count(),
      );
    },
  },
  {
    name: 'a completion is accepted in the middle of a word',
    async run(context) {
      const { editor, workspace } = context;
      await editor.open('complete.tlp');
      await editor.goTo(...after(workspace.get('complete.tlp'), '..blo'));
      await editor.press('Control+Space');
      const rows = editor.page.locator('.suggest-widget .monaco-list-row');
      const offered = await eventually(containing('block6'), () => rows.allInnerTexts());
      context.say(
        `offered: ${offered
          .slice(0, 4)
          .map((row) => row.replace(/\s+/g, ' ').trim())
          .join(' | ')}`,
      );
      await editor.type('ck6');
      await editor.page.waitForTimeout(300);
      await editor.press('Enter');
      await savedText(context, 'complete.tlp', 'freeze: ..block6\n');
    },
  },
  {
    name: 'typing a block closes its brackets and indents its lines',
    async run(context) {
      const { editor, workspace } = context;
      await editor.open('typing.tlp');
      await editor.goTo(...after(workspace.get('typing.tlp'), 'warmup: 10%)\n    }'));
      await editor.press('Enter');
      for (const part of ['phase more {', 'freeze: none', 'epochs: 1']) {
        await editor.type(part);
        await editor.press('Escape');
        if (part !== 'epochs: 1') await editor.press('Enter');
      }
      await savedText(
        context,
        'typing.tlp',
        '\n    phase more {\n      freeze: none\n      epochs: 1\n    }\n',
      );
    },
  },
  {
    name: 'formatting puts the layout right',
    async run(context) {
      const { editor } = context;
      await editor.open('layout.tlp');
      await editor.command('Format Document');
      await savedText(context, 'layout.tlp', '\n    pool(average)\n');
    },
  },
  {
    name: 'a rename changes every mention',
    async run(context) {
      const { editor, workspace } = context;
      await editor.open('rename.tlp');
      await editor.goTo(...after(workspace.get('rename.tlp'), 'let gen'));
      await editor.press('F2');
      const input = editor.page.locator('.rename-box input');
      await input.waitFor();
      await input.fill('careful');
      await editor.press('Enter');
      await savedText(context, 'rename.tlp', 'let careful = 1e-4');
      await eventually(containing('cosine(careful, warmup'), () => workspace.get('rename.tlp'));
    },
  },
];
