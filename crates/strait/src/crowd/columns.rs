//! Columns that are cut together.

use std::ops::Range;

/// Columns of one height: a slice, numbers in a row, or a few of these side by side.
pub trait Columns: Send + Sized {
    /// How many people the columns hold.
    fn height(&self) -> usize;

    /// The first `at` people, and the others.
    fn cut(self, at: usize) -> (Self, Self);
}

impl<T: Sync> Columns for &[T] {
    fn height(&self) -> usize {
        self.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        self.split_at(at)
    }
}

impl<T: Send> Columns for &mut [T] {
    fn height(&self) -> usize {
        self.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        self.split_at_mut(at)
    }
}

/// The people's places in the whole.
impl Columns for Range<usize> {
    fn height(&self) -> usize {
        self.len()
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let middle = self.start + at;
        (self.start..middle, middle..self.end)
    }
}

macro_rules! side_by_side {
    ($($column:ident $first:ident $second:ident),*) => {
        impl<$($column: Columns),*> Columns for ($($column,)*) {
            fn height(&self) -> usize {
                #[expect(non_snake_case, reason = "a type's name stands for its column")]
                let ($($column,)*) = self;
                let heights = [$($column.height()),*];
                debug_assert!(heights.iter().all(|height| *height == heights[0]), "columns of heights {heights:?}");
                heights[0]
            }

            fn cut(self, at: usize) -> (Self, Self) {
                #[expect(non_snake_case, reason = "a type's name stands for its column")]
                let ($($column,)*) = self;
                $(let ($first, $second) = $column.cut(at);)*
                (($($first,)*), ($($second,)*))
            }
        }
    };
}

side_by_side!(A a1 a2, B b1 b2);
side_by_side!(A a1 a2, B b1 b2, C c1 c2);
side_by_side!(A a1 a2, B b1 b2, C c1 c2, D d1 d2);
side_by_side!(A a1 a2, B b1 b2, C c1 c2, D d1 d2, E e1 e2);
side_by_side!(A a1 a2, B b1 b2, C c1 c2, D d1 d2, E e1 e2, F f1 f2);
