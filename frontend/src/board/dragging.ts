/** A press on a card that may become a drag. */
export interface DragHandlers {
  /** The press became a drag: pick the meeting up. */
  start: (meeting: string) => void;
  /** The pointer is here, in the page's coordinates. */
  over: (x: number, y: number) => void;
  drop: (x: number, y: number) => void;
  cancel: () => void;
}

const threshold = 6;
const longPress = 220;

/**
 * Follows a pointer from its press on a card. A mouse drags once it has moved a
 * little; a finger once it has rested, so that a quick swipe still scrolls.
 */
export function follow(down: PointerEvent, meeting: string, on: DragHandlers): void {
  let dragging = false;
  const touch = down.pointerType !== 'mouse';
  const timer = touch ? setTimeout(begin, longPress) : undefined;
  const stop = new AbortController();
  const listen = { signal: stop.signal };

  function begin(): void {
    dragging = true;
    dropClick();
    getSelection()?.removeAllRanges();
    on.start(meeting);
    on.over(down.clientX, down.clientY);
  }

  function moved(event: PointerEvent): void {
    if (event.pointerId !== down.pointerId) return;
    if (dragging) return on.over(event.clientX, event.clientY);
    if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < threshold) return;
    if (touch) end();
    else begin();
  }

  function end(): void {
    clearTimeout(timer);
    stop.abort();
  }

  addEventListener('pointermove', moved, listen);
  addEventListener(
    'pointerup',
    (event) => {
      if (event.pointerId !== down.pointerId) return;
      end();
      if (dragging) on.drop(event.clientX, event.clientY);
    },
    listen,
  );
  addEventListener(
    'pointercancel',
    () => {
      end();
      if (dragging) on.cancel();
    },
    listen,
  );
  addEventListener(
    'keydown',
    (event) => {
      if (event.key !== 'Escape' || !dragging) return;
      event.preventDefault();
      end();
      on.cancel();
    },
    { ...listen, capture: true },
  );
  // Without this the browser takes the finger for a scroll and ends the drag.
  addEventListener('touchmove', (event) => dragging && event.preventDefault(), { ...listen, passive: false });
}

/** Keeps the click in which the drag ends from the card, which it would open. */
function dropClick(): void {
  const stop = new AbortController();
  const listen = { signal: stop.signal, capture: true };
  const drop = (event: Event) => {
    stop.abort();
    if (event.type === 'click') event.stopPropagation();
  };
  addEventListener('click', drop, listen);
  addEventListener('pointerdown', drop, listen); // a finger's drag ends without a click
}
