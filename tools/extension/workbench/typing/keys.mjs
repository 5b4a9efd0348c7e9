/** Keys as a script writes them, one character a key. */

/** What a character of a script presses, where it isn't itself. */
const named = {
  '⏎': 'Enter',
  '⇥': 'Tab',
  '⎋': 'Escape',
  '⌫': 'Backspace',
  '↓': 'ArrowDown',
  '↑': 'ArrowUp',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  '⇱': 'Home',
  '⇲': 'End',
  '↶': 'Control+z',
  '⧉': 'Control+c',
  '⎘': 'Control+v',
  '⇡': 'Shift+Alt+ArrowUp',
};

/** Looks at the list until it is there, then takes what is selected: with Enter, with Tab; or only looks. */
const looking = { '✓': 'Enter', '↹': 'Tab', '…': '' };

/**
 * @returns for each key what to press (nothing where it is empty, the sign where it is undefined), whether a list must be
 *   open before it, and how long a person takes to
 *   reach it, in milliseconds: 60 to 130, by a rule, so that two runs are alike
 */
export const keysOf = (script) =>
  [...script].map((key, index) => ({
    sign: key,
    press: looking[key] ?? named[key],
    looks: key in looking,
    wait: 60 + ((index * 37 + key.codePointAt(0) * 11) % 71),
  }));
