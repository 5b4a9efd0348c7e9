/** Runs and their curves, in a browser that cannot run anything. */
import { containing, eventually, frameWith } from '../editor.mjs';

export const lastRunChecks = [
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
