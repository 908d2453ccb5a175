//! Taking an input apart.

/// What is left of an input; once it is used up, all that is taken is 0.
pub struct Bytes<'a>(pub &'a [u8]);

/// Numbers that are often at the edge of something.
const EDGES: [f64; 16] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::MAX,
    f64::MIN_POSITIVE,
    5e-324,
    1e300,
    -1e300,
    9_007_199_254_740_993.0,
    1e-9,
    4_294_967_296.0,
];

impl Bytes<'_> {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    pub fn flag(&mut self) -> bool {
        self.byte() % 2 == 1
    }

    pub fn whole(&mut self) -> u64 {
        (0..8).fold(0, |number, _| number << 8 | u64::from(self.byte()))
    }

    /// Any number at all: an edge, a small one, or one of any bits.
    pub fn number(&mut self) -> f64 {
        match self.byte() {
            edge @ 0..32 => EDGES[usize::from(edge) % EDGES.len()],
            32..192 => f64::from(self.byte()) / 4.0,
            192..224 => f64::from(self.byte()) * f64::from(self.byte()),
            _ => f64::from_bits(self.whole()),
        }
    }

    /// A text of at most so many bytes.
    pub fn text(&mut self, most: usize) -> String {
        let length = self.below(most + 1).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }
}
