/** When somebody last touched a key, the mouse or the screen. A page that refreshes by itself is no sign of life. */
let touched = Date.now();

if (typeof window !== 'undefined')
  for (const event of ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const)
    window.addEventListener(
      event,
      () => {
        touched = Date.now();
      },
      { capture: true, passive: true },
    );

export const idleSeconds = (): number => Math.floor((Date.now() - touched) / 1000);
