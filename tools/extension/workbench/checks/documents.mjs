/** Texts that are opened beside the pipeline. */
import { containing, eventually } from '../editor.mjs';
import { after } from '../workspace.mjs';

export const documentChecks = [
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
];
