/** How much of a frame has to be in view for somebody to be looking at it. */
const SEEN = 0.5;

/**
 * Tells when the frame comes into view, at least half of it, and when it goes out of view altogether, having been seen, or its
 * tab does. A frame out of view gets no pictures to draw, but its visibility state says nothing of that.
 */
export function followVisibility({
  onShown,
  onHidden,
}: {
  readonly onShown: () => void;
  readonly onHidden: () => void;
}): void {
  let isInView = false;
  let isSeen = false;
  const look = (): void => {
    const sees = isInView && document.visibilityState === 'visible';
    if (sees === isSeen) return;
    isSeen = sees;
    if (sees) onShown();
    else onHidden();
  };
  new IntersectionObserver(
    (entries) => {
      const entry = entries.at(-1);
      if (!entry) return;
      if (!entry.isIntersecting) isInView = false;
      else if (entry.intersectionRatio >= SEEN) isInView = true;
      look();
    },
    { threshold: [0, SEEN] },
  ).observe(document.documentElement);
  document.addEventListener('visibilitychange', look);
}
