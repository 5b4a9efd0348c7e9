/** The part of the page's script that opens a cell of the confusion matrix or a slice, and finds mistakes by words. Runs as it stands. */
export const openMistakes = `
const mistakes = document.querySelector('#mistakes');
if (mistakes) {
  const figures = [...mistakes.querySelectorAll('figure')];
  const first = figures.filter((figure) => !figure.hidden);
  const tools = mistakes.querySelector('.tools'), find = tools.querySelector('input[type=search]');
  const state = tools.querySelector('[role=status]'), back = tools.querySelector('button');
  let part = null;
  const isOf = ({ dataset: of }, { dataset: asked }) => asked.slice === undefined
    ? of.cell === asked.cell
    : (of.slices ?? '').split(' ').includes(asked.slice);
  const show = () => {
    const words = find.value.trim().toLowerCase();
    const asked = part !== null || words !== '';
    const wanted = (figure) => (part === null || isOf(figure, part))
      && (figure.title + ' ' + figure.textContent).toLowerCase().includes(words);
    const shown = asked ? figures.filter(wanted) : first;
    for (const figure of figures) figure.hidden = true;
    for (const figure of shown) figure.hidden = false;
    const told = [part === null ? '' : part.title, words === '' ? '' : 'with “' + words + '”'].filter(Boolean).join(', ');
    state.textContent = asked ? shown.length + ' shown' + (told === '' ? '' : ': ' + told) : '';
    back.hidden = !asked;
  };
  tools.hidden = false;
  tools.querySelector('input[type=checkbox]')?.addEventListener('change', (event) => {
    mistakes.classList.toggle('heated', event.target.checked);
  });
  find.addEventListener('input', show);
  back.addEventListener('click', () => { part = null; find.value = ''; show(); });
  for (const button of document.querySelectorAll('button[data-cell], button[data-slice]')) {
    // Of very many cells, not each has a place on the page.
    if (!figures.some((figure) => isOf(figure, button))) {
      button.disabled = true;
      button.setAttribute('aria-label', button.title);
      continue;
    }
    button.addEventListener('click', () => {
      part = button;
      find.value = '';
      show();
      mistakes.scrollIntoView({ block: 'start' });
      mistakes.querySelector('h2').focus({ preventScroll: true });
    });
  }
}
`;
