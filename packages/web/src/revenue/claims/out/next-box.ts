/** Where a box stands, in any measure. */
export interface Standing {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly wide: number;
  readonly high: number;
}

const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
export type Arrow = keyof typeof steps;
export const isArrow = (key: string): key is Arrow => key in steps;

/** How far two stretches lie apart; those that only touch lie a whole step apart. */
const apart = (a: number, aSize: number, b: number, bSize: number): number => {
  const gap = Math.max(b - (a + aSize), a - (b + bSize));
  return gap < 0 ? 0 : gap + 4;
};

/** The box that an arrow leads to: the nearest on that side, those that lie straight before all others. */
export function nextBox(boxes: readonly Standing[], from: string, arrow: Arrow): string | undefined {
  const own = boxes.find(({ key }) => key === from);
  if (own === undefined) return boxes[0]?.key;
  const [right, down] = steps[arrow];
  const scored = boxes.flatMap((box) => {
    const ahead = (box.x + box.wide / 2 - own.x - own.wide / 2) * right + (box.y + box.high / 2 - own.y - own.high / 2) * down;
    const aside = right === 0 ? apart(own.x, own.wide, box.x, box.wide) : apart(own.y, own.high, box.y, box.high);
    return box === own || ahead <= 0 ? [] : [{ key: box.key, score: ahead + aside * 4 }];
  });
  return scored.toSorted((a, b) => a.score - b.score)[0]?.key;
}
