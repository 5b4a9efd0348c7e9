/** Milliseconds without a further keystroke before views of a text follow it. */
const pause = 200;

/** Calls once typing has paused, with the last argument. */
export function later<T>(act: (value: T) => void): (value: T) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (value) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(value), pause);
  };
}
