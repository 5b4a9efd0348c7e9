/** What only an extension host in Node can do: processes, tasks, terminals. */
import { containing, eventually } from './editor.mjs';

const texts = (editor, selector) => async () =>
  (await editor.page.locator(selector).allInnerTexts()).join('\n').replaceAll('\u00a0', ' ');

export const nodeChecks = [
  {
    name: 'the installed .vsix starts its server as a process, which underlines a mistake',
    async run({ editor }) {
      await editor.open('mistake.tlp');
      await eventually({ what: 'expected a squiggle', holds: (n) => n > 0 }, () =>
        editor.page.locator('.squiggly-error').count(),
      );
    },
  },
  {
    name: 'lenses run and plan',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await eventually(containing('Run | Plan'), texts(editor, '.codelens-decoration'));
    },
  },
  {
    name: 'the check task prints what tlp check finds',
    async run({ editor }) {
      await editor.open('mistake.tlp');
      await editor.command('TLP: Check This File');
      await eventually(containing('file checked: 2 errors'), texts(editor, '.xterm-rows'));
    },
  },
  {
    name: 'a run is told in the status bar, and its report is offered',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await editor.command('TLP: Run This Pipeline');
      await eventually(containing('head 2/3 · 92.0%'), texts(editor, '.statusbar-item'));
      await eventually(containing('Trained flowers · 95.0%'), texts(editor, '.notification-list-item'));
    },
  },
  {
    name: 'a run is stopped as by Ctrl-C',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await editor.command('TLP: Go On with the Last Run');
      await eventually(containing('--resume --json'), texts(editor, '.xterm-rows'));
      await editor.command('TLP: Stop the Run');
      await eventually(containing('Stopped. It can go on'), texts(editor, '.xterm-rows'));
    },
  },
];
