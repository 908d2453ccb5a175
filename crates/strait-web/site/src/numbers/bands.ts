// The middle of some runs and how far they spread, as the command works it out (crates/strait-runner/src/summary/band.rs).

export interface Band {
  low90: number;
  low50: number;
  median: number;
  high50: number;
  high90: number;
}

/** The quantile of sorted values, linear between neighbours (type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The band of the finite values; undefined when there is none. */
export function bandOf(values: Iterable<number>): Band | undefined {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  if (sorted.length === 0) return undefined;
  const at = (share: number) => quantile(sorted, share);
  return { low90: at(0.05), low50: at(0.25), median: at(0.5), high50: at(0.75), high90: at(0.95) };
}
