/** Where somebody writes, which cannot be done without the focus. */
const WRITING = 'input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, [contenteditable]';

/** Half the thumb of a slider, in pixels: so far from its ends its middle stays. */
const THUMB = 8;

const controlAt = <Control extends Element>(
  { target }: Event,
  selector: string,
  Kind: new () => Control,
): Control | null => {
  const control = target instanceof Element ? target.closest(selector) : null;
  return control instanceof Kind ? control : null;
};

/** Tells those who listen to a control that somebody has changed it. */
const tellOf = (control: Element, ...events: readonly string[]): void => {
  for (const event of events) control.dispatchEvent(new Event(event, { bubbles: true }));
};

/** Puts the thumb of a slider under the pointer. */
function slideTo(slider: HTMLInputElement, clientX: number): void {
  const { left, width } = slider.getBoundingClientRect();
  const share = Math.min(Math.max((clientX - left - THUMB) / (width - 2 * THUMB), 0), 1);
  const [min, max] = [Number(slider.min), Number(slider.max)];
  slider.value = String(min + share * (max - min));
  tellOf(slider, 'input');
}

/** Moves a slider with the pointer, as the browser does where a press takes the focus. */
function drag(slider: HTMLInputElement, { pointerId, clientX }: PointerEvent): void {
  const dragging = new AbortController();
  const { signal } = dragging;
  slider.setPointerCapture(pointerId);
  slideTo(slider, clientX);
  slider.addEventListener('pointermove', (event) => slideTo(slider, event.clientX), { signal });
  slider.addEventListener(
    'lostpointercapture',
    () => {
      dragging.abort();
      tellOf(slider, 'change');
    },
    { signal },
  );
}

/**
 * Leaves the focus where it is when something in the frame is pressed: a press that took it would take the deck’s keys. The
 * default of a press is what takes it, so that what browsers do by that default is done here: sliders are dragged, and a
 * press on a choice chooses the next one (the style of `data-framed` says so). Tab enters the frame as ever, and a press where somebody writes takes the focus.
 */
export function keepFocusWithHost(): void {
  const capture = { capture: true };
  document.documentElement.dataset.framed = '';
  const isLeft = (event: MouseEvent): boolean => event.button === 0;
  document.addEventListener(
    'mousedown',
    (event) => {
      if (event.target instanceof Element && event.target.closest(WRITING)) return;
      event.preventDefault();
    },
    capture,
  );
  document.addEventListener(
    'pointerdown',
    (event) => {
      const slider = controlAt(event, '[type="range"]', HTMLInputElement);
      if (slider && isLeft(event) && event.isPrimary) drag(slider, event);
    },
    capture,
  );
  document.addEventListener(
    'click',
    (event) => {
      const labelled = controlAt(event, 'label', HTMLLabelElement)?.control;
      if (labelled && !labelled.contains(event.target as Node) && !labelled.matches(WRITING)) {
        event.preventDefault();
        labelled.click();
        return;
      }
      const choice = controlAt(event, 'select', HTMLSelectElement);
      // A click without presses comes from the keyboard.
      if (!choice || event.detail === 0) return;
      choice.selectedIndex = (choice.selectedIndex + 1) % choice.options.length;
      tellOf(choice, 'input', 'change');
    },
    capture,
  );
}
