// The middle of some runs and how far they spread, as the command works it out (crates/strait-runner/src/summary/band.rs),
// and how far each of these numbers would be another with other luck.

export interface Band {
  low90: number;
  low50: number;
  median: number;
  high50: number;
  high90: number;
  /** Runs that have a value. */
  runs: number;
  /** Standard errors: those of order statistics, read off the runs that lie a standard error of the rank away. */
  errors: { low90: number; median: number; high90: number };
}

/** The quantile of sorted values, linear between neighbours (type 7). */
function quantile(sorted: Float64Array, share: number): number {
  const place = Math.min(1, Math.max(0, share)) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? NaN;
  const above = sorted[Math.ceil(place)] ?? NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** The band of the finite values; undefined when there is none. */
export function bandOf(values: Iterable<number>): Band | undefined {
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort();
  if (sorted.length === 0) return undefined;
  const at = (share: number) => quantile(sorted, share);
  const error = (share: number) => {
    const off = Math.sqrt((share * (1 - share)) / sorted.length);
    // Beyond the outermost run nothing is known: there the inner side tells for both.
    const sides = [at(share + off) - at(share), at(share) - at(share - off)];
    const isKnown = [share + off <= 1, share - off >= 0];
    const known = sides.filter((_, side) => isKnown[side]);
    return known.reduce((a, b) => a + b, 0) / Math.max(1, known.length);
  };
  return {
    low90: at(0.05),
    low50: at(0.25),
    median: at(0.5),
    high50: at(0.75),
    high90: at(0.95),
    runs: sorted.length,
    errors: { low90: error(0.05), median: error(0.5), high90: error(0.95) },
  };
}
