/** The preview of the backbone. */
import { containing, eventually, frameWith } from '../editor.mjs';
import { after } from '../workspace.mjs';
import { savedText } from './saved-text.mjs';

export const previewChecks = [
  {
    name: 'the preview draws each phase with its freeze cut',
    async run({ editor, workspace }) {
      const { frame } = await preview({ editor, workspace }, 'flowers.tlp');
      const cut = await frame.locator('.state.cut .cut-label').allInnerTexts();
      if (cut.length !== 2) throw new Error(`expected a cut in each of 2 phases; there was ${cut}`);
      const first = frame.locator('summary').first();
      await first.focus();
      await editor.press('Enter');
      await eventually({ what: 'expected the layers of a block', holds: (n) => n > 0 }, () =>
        frame.locator('details[open] .layers tr').count(),
      );
      await editor.press('Enter');
    },
  },
  {
    name: 'a click in the preview moves the freeze cut, and undo takes it back',
    async run(context) {
      const { editor } = context;
      const { frame } = await preview(context, 'cut.tlp');
      await frame.locator('.state[data-phase="tune"][data-after="block3"]').click();
      await savedText(context, 'cut.tlp', 'freeze: ..block3\n');
      await eventually(containing('28×28×40'), () =>
        frame.locator('.state[data-phase="tune"].cut').allInnerTexts(),
      );
      await frame.locator('.state[data-phase="head"][data-after="head"]').click();
      await eventually(containing('already freezes the whole backbone'), () =>
        editor.page.locator('.notifications-toasts').allInnerTexts(),
      );
      await editor.focusText('cut.tlp');
      await editor.press('Control+z');
      await savedText(context, 'cut.tlp', 'freeze: ..block5\n');
    },
  },
  {
    name: 'a block of the preview leads into the text, and the cursor in the text marks it',
    async run(context) {
      const { editor, workspace } = context;
      const { frame } = await preview(context, 'cut.tlp');
      await frame.locator('[data-show="block"][data-name="block5"]').click();
      const [line] = after(workspace.get('cut.tlp'), '..block5');
      await eventually(containing(`Ln ${line},`), () =>
        editor.page.locator('.statusbar-item', { hasText: /^Ln / }).allInnerTexts(),
      );
      await eventually(containing('block5'), () =>
        frame.locator('details.here summary [data-show="block"]').allInnerTexts(),
      );
      await editor.goTo(...after(workspace.get('cut.tlp'), 'dropout'));
      await eventually(containing('head'), () =>
        frame.locator('details.here summary [data-show="block"]').allInnerTexts(),
      );
    },
  },
];

/** The preview of a text, opened as a user would. */
async function preview({ editor, workspace }, file) {
  await editor.open(file);
  await editor.goTo(...after(workspace.get(file), 'pipeline fl'));
  await editor.command('TLP: Preview the Backbone');
  const shown = { what: 'expected the preview', holds: (found) => found !== undefined };
  return { frame: await eventually(shown, () => drawn(editor.page)) };
}

const drawn = (page) => frameWith(page, '#view details');
