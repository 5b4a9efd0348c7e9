/** Milliseconds without a further keystroke before views of a text follow it; a view of a run is drawn no oftener. */
const pause = 200;

/** Calls once typing has paused, with the last argument. */
export function later<T>(act: (value: T) => void): (value: T) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(value), pause);
  };
}

/** Calls soon, and once for all calls until then: also where they never pause. */
export function soon(act: () => void): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      act();
    }, pause);
  };
}
