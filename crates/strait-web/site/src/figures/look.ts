// Colours by what they stand for (Okabe and Ito's, which colour-blind readers can tell apart); CSS has them for both themes.

export const COLOURS = {
  returned: 'var(--returned)',
  admitted: 'var(--admitted)',
  arrivals: 'var(--arrivals)',
  against: 'var(--muted)',
  ink: 'var(--ink)',
} as const;
