import { containing, eventually } from '../editor.mjs';

/** Saves the text and waits for the words in its file. */
export const savedText = async ({ editor, workspace }, file, words) => {
  await editor.save();
  await eventually(containing(words), () => workspace.get(file));
};
