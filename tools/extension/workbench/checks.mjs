/** What must be seen in a real workbench. Each check opens a text of its own and says what is wrong by throwing. */
import { containing, eventually, frameWith } from './editor.mjs';
import { after } from './workspace.mjs';

const savedText = async ({ editor, workspace }, file, words) => {
  await editor.save();
  await eventually(containing(words), () => workspace.get(file));
};

export const checks = [
  {
    name: 'words have colours by what they are',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      const colourOf = async (word) => (await editor.colours()).find(([text]) => text === word)?.[1];
      const kinds = ['pipeline', 'weights', '224', 'images', 'imagenet'];
      const distinct = { what: `expected 4 colours or more among ${kinds}`, holds: (set) => set.length >= 4 };
      await eventually(distinct, async () => {
        const colours = await Promise.all(kinds.map(colourOf));
        return [...new Set(colours.filter(Boolean))];
      });
    },
  },
  {
    name: 'a name has the colour of what it means, which the grammar alone cannot know',
    async run({ editor }) {
      await editor.open('rename.tlp');
      // The grammar colours any other word like a property.
      const same = { what: 'expected a `let` and its use in one colour, a property in another' };
      const holds = ([name, use, property]) => name === use && property && use !== property;
      await eventually({ ...same, holds }, async () => {
        const colours = await editor.colours();
        const of = (word) => colours.filter(([text]) => text === word).map(([, colour]) => colour);
        return [...of('gentle'), ...of('epochs')];
      });
    },
  },
  {
    name: 'inlay hints show shapes and counts',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await eventually(containing('7×7×1280'), async () =>
        (await editor.lines()).join('\n').replaceAll(' × ', '×'),
      );
    },
  },
  {
    name: 'inlay hints show how many images there are, with and without a block',
    async run({ editor }) {
      for (const file of ['flowers.tlp', 'bare-data.tlp']) {
        await editor.open(file);
        await eventually(containing('150 images'), async () => (await editor.lines()).join('\n'));
      }
    },
  },
  {
    name: 'a double click selects a number with its sign and its unit',
    async run({ editor, seen }) {
      await editor.open('flowers.tlp');
      for (const number of ['1e-4', '75%', '224px', '10deg', 'block5']) {
        await editor.page.getByText(number, { exact: true }).first().dblclick();
        await eventually(
          { what: `expected ${number} to be selected`, holds: (it) => it === number },
          () => seen().selected[0],
        );
      }
    },
  },
  {
    name: 'a lens above the pipeline opens the preview',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await eventually(containing('Preview'), () =>
        editor.page.locator('.codelens-decoration').allInnerTexts(),
      );
    },
  },
  {
    name: 'a hover tells the shape of a block',
    async run({ editor, workspace }) {
      await editor.open('flowers.tlp');
      await editor.goTo(...after(workspace.get('flowers.tlp'), '..blo'));
      await editor.press('Control+k');
      await editor.press('Control+i');
      await eventually(
        { what: 'expected a shape', holds: (text) => /14 ?× ?14 ?× ?112/.test(text) },
        async () => (await editor.page.locator('.monaco-hover:visible').allInnerTexts()).join('\n'),
      );
    },
  },
  {
    name: 'a mistake is underlined',
    async run({ editor }) {
      await editor.open('mistake.tlp');
      await eventually({ what: 'expected one squiggle', holds: (n) => n === 1 }, () =>
        editor.page.locator('.editor-group-container.active .squiggly-error').count(),
      );
    },
  },
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
    name: 'a definition leads into the declaration of the backbone',
    async run({ editor, workspace }) {
      await editor.open('flowers.tlp');
      await editor.goTo(...after(workspace.get('flowers.tlp'), '..blo'));
      await editor.press('F12');
      await eventually(containing('declare backbone efficientnet_lite0'), () => editor.lines());
    },
  },
  {
    name: 'the resolved pipeline stands beside the text',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await editor.command('TLP: Show the Resolved Pipeline');
      await eventually(containing('schedule.tune.epochs'), () => editor.lines());
      await eventually(containing('stratified(train: 75%, validation: 10%, test: 15%)'), () =>
        editor.lines(),
      );
      await eventually({ what: 'expected 4 colours or more', holds: (n) => n >= 4 }, async () => {
        const colours = await editor.colours();
        return new Set(colours.map(([, colour]) => colour)).size;
      });
    },
  },
  {
    name: 'a new pipeline starts from the template',
    async run({ editor }) {
      await editor.command('TLP: New Pipeline from a Template');
      await eventually(containing('pipeline flowers "Which flower is it?"'), () => editor.lines());
      await editor.press('Escape');
      await editor.press('Control+a');
      await editor.press('Delete');
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
  {
    name: 'a lens tells how the last run went, and opens its curves and its report',
    async run({ editor }) {
      const lens = (words) => editor.page.locator('.codelens-decoration a', { hasText: words }).first();
      await editor.open('flowers.tlp');
      await lens('Last run: test accuracy 71.4%, 2 hours ago').waitFor();
      await lens('Last run').click();
      const frame = await eventually({ what: 'expected the curves', holds: Boolean }, () =>
        frameWith(editor.page, '#view .curve'),
      );
      await eventually(containing('Finished: test accuracy 71.4%'), () =>
        frame.locator('.state').allInnerTexts(),
      );
      await eventually({ what: 'expected two charts of two curves', holds: (n) => n === 4 }, () =>
        frame.locator('.curve').count(),
      );
      await lens('Open report').click();
      await eventually({ what: 'expected the report', holds: Boolean }, () =>
        frameWith(editor.page, 'h1:has-text("How flowers went")'),
      );
    },
  },
  {
    name: 'a run that is not finished has its curves, and what a browser cannot do is not offered',
    async run({ editor }) {
      await editor.open('cut.tlp');
      const lenses = () => editor.page.locator('.codelens-decoration').allInnerTexts();
      await eventually(containing('not finished (tune 2/5, accuracy'), lenses);
      const offered = (await lenses()).join(' ');
      if (/Run |Plan|Resume/.test(offered)) throw new Error(`a browser cannot run: ${offered}`);
      await editor.page.locator('.codelens-decoration a', { hasText: 'Last run' }).first().click();
      const frame = await eventually({ what: 'expected the curves', holds: Boolean }, () =>
        frameWith(editor.page, '#view .curve'),
      );
      await eventually(containing('2 of 5'), () => frame.locator('td').allInnerTexts());
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
