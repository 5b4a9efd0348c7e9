/** What only an extension host in Node can do: processes, tasks, terminals. */
import { containing, eventually, frameWith } from './editor.mjs';

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
    name: 'the curves grow while the run goes on, and the lens tells how it went',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await editor.command('TLP: Run This Pipeline');
      await eventually(containing('head 1/3'), texts(editor, '.statusbar-item'));
      await editor.page.locator('.statusbar-item a', { hasText: 'head 1/3' }).click();
      const frame = await eventually({ what: 'expected the curves', holds: Boolean }, () =>
        frameWith(editor.page, '#view .charts'),
      );
      const said = async () => (await frame.locator('.state, td').allInnerTexts()).join(' ');
      for (const words of ['Running', '2 of 3', '3 of 3', 'Finished: test accuracy 95.0%']) {
        await eventually(containing(words), said);
      }
      await eventually(
        containing('Last run: test accuracy 95.0%, just now'),
        texts(editor, '.codelens-decoration'),
      );
    },
  },
  {
    name: 'a run is stopped as by Ctrl-C',
    async run({ editor }) {
      await editor.open('flowers.tlp');
      await editor.command('TLP: Resume the Last Run');
      await eventually(containing('--resume --json'), texts(editor, '.xterm-rows'));
      await editor.command('TLP: Stop the Run');
      await eventually(containing('Stopped. To continue'), texts(editor, '.xterm-rows'));
    },
  },
];
