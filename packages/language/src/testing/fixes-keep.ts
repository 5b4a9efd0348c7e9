/** For tests: that fixes which need no choice keep what was meant, tried on every slip of sound texts. */
import { expect, test } from 'vitest';
import { sceneOf } from '../editor/testing.js';
import { mistakenTexts, soundTexts } from './damaged-text.js';
import { faultsOf, meaningOf } from './preferred.js';
import { slipsOf } from './slips.js';

/** Each slip costs some analyses, and there are thousands. */
const limit = 900_000;

/** Tries one slip in so many. */
export function fixesKeepWhatWasMeant(every: number): void {
  test(
    `after a slip, a fix that needs no choice gives what was meant (one in ${every})`,
    () => {
      let count = 0;
      for (const text of new Set(soundTexts)) {
        const { snapshot } = sceneOf(text);
        const meant = meaningOf(snapshot);
        for (const slip of slipsOf(text, snapshot.tokens)) {
          if (count++ % every !== 0) continue;
          expect([slip.kind, slip.text, ...faultsOf(sceneOf(slip.text).snapshot, meant)]).toEqual([
            slip.kind,
            slip.text,
          ]);
        }
      }
    },
    limit,
  );

  test(
    `in the rules' own mistakes, and with a slip beside them (one in ${every})`,
    () => {
      let count = 0;
      for (const text of mistakenTexts) {
        const { snapshot } = sceneOf(text);
        for (const each of [{ kind: 'as it is', text }, ...slipsOf(text, snapshot.tokens)]) {
          if (count++ % (4 * every) !== 0) continue;
          expect([each.kind, each.text, ...faultsOf(sceneOf(each.text).snapshot)]).toEqual([
            each.kind,
            each.text,
          ]);
        }
      }
    },
    limit,
  );
}
