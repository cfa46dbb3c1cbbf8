/** Where a box stands, in any measure. */
export interface Standing {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

const order = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'] as const;
type Arrow = (typeof order)[number];
export const isArrow = (key: string): key is Arrow => order.some((arrow) => arrow === key);

/** How far two stretches lie apart; those that only touch lie a whole step apart. */
const apart = (a: number, aSize: number, b: number, bSize: number): number => {
  const gap = Math.max(b - (a + aSize), a - (b + bSize));
  return gap < 0 ? 0 : gap + 4;
};

/** The box that an arrow leads to: the nearest on that side, those that lie straight before all others. */
export function nextBox(boxes: readonly Standing[], from: string, arrow: Arrow): string | undefined {
  const own = boxes.find(({ key }) => key === from);
  if (own === undefined) return boxes[0]?.key;
  const [x, y] = [own.x + own.wide / 2, own.y + own.high / 2];
  const scored = boxes.flatMap((box) => {
    // It begins beyond the middle of where one is.
    const ahead = [box.x - x, x - box.x - box.wide, box.y - y, y - box.y - box.high][order.indexOf(arrow)] ?? 0;
    const sideways = arrow === 'ArrowLeft' || arrow === 'ArrowRight';
    const aside = sideways ? apart(own.y, own.high, box.y, box.high) : apart(own.x, own.wide, box.x, box.wide);
    return box === own || ahead < 0 ? [] : [{ key: box.key, score: ahead + aside * 4 }];
  });
  return scored.toSorted((a, b) => a.score - b.score)[0]?.key;
}
