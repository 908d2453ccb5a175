// A place for a figure of Observable Plot, drawn anew at the next frame when what it shows has changed.

import { useEffect, useRef, useState } from 'preact/hooks';

interface Props {
  /** Makes the figure for a width [px]. */
  draw(width: number): Element;
  /** What it shows, in a sentence, for whoever cannot see it. */
  told: string;
  /** By what it is drawn anew. */
  of: readonly unknown[];
  name: string;
}

export function Figure({ draw, told, of, name }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (width < 50) return undefined;
    const frame = requestAnimationFrame(() => {
      const drawing = draw(width);
      // The place says in a sentence what the drawing's parts would only list.
      drawing.setAttribute('aria-hidden', 'true');
      place.current?.replaceChildren(drawing);
    });
    return () => cancelAnimationFrame(frame);
  }, [width, ...of]);
  return <div class="figure" ref={place} role="img" aria-label={told} data-figure={name} />;
}
