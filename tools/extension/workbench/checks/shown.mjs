/** What is shown of a text. */
import { containing, eventually } from '../editor.mjs';
import { after } from '../workspace.mjs';

export const shownChecks = [
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
];
