//! A table in memory: named columns of equal length.

/// One column's values.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Whole numbers.
    Integer(Vec<i64>),
    /// Numbers; a value that does not exist (no observation, no such outcome) is NaN.
    Number(Vec<f64>),
    /// Text; dates are written as `2025-08-06`.
    Text(Vec<String>),
}

impl Column {
    /// How many values the column holds.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Integer(values) => values.len(),
            Self::Number(values) => values.len(),
            Self::Text(values) => values.len(),
        }
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Named columns of equal length, in a fixed order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    columns: Vec<(String, Column)>,
}

impl Table {
    /// A table without columns.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a column behind the others.
    ///
    /// # Panics
    /// When its length differs from the other columns': a fault of the caller.
    pub fn push(&mut self, name: impl Into<String>, column: Column) {
        assert!(self.columns.is_empty() || column.len() == self.rows(), "columns of one table have one length");
        self.columns.push((name.into(), column));
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |(_, column)| column.len())
    }

    /// The columns with their names, in order.
    #[must_use]
    pub fn columns(&self) -> &[(String, Column)] {
        &self.columns
    }

    /// The column of this name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|(own, _)| own == name).map(|(_, column)| column)
    }

    /// The rows, by their index, that are to be kept, with every column.
    #[must_use]
    pub fn rows_where(&self, keep: impl Fn(usize) -> bool) -> Self {
        fn kept<T: Clone>(values: &[T], keep: impl Fn(usize) -> bool) -> Vec<T> {
            values.iter().enumerate().filter(|(row, _)| keep(*row)).map(|(_, value)| value.clone()).collect()
        }
        let column = |column: &Column| match column {
            Column::Integer(values) => Column::Integer(kept(values, &keep)),
            Column::Number(values) => Column::Number(kept(values, &keep)),
            Column::Text(values) => Column::Text(kept(values, &keep)),
        };
        Self { columns: self.columns.iter().map(|(name, values)| (name.clone(), column(values))).collect() }
    }

    /// The numbers of a column, whole numbers made into numbers; `None` for text or no such column.
    #[must_use]
    pub fn numbers(&self, name: &str) -> Option<Vec<f64>> {
        match self.column(name)? {
            Column::Integer(values) => Some(values.iter().map(|&value| value as f64).collect()),
            Column::Number(values) => Some(values.clone()),
            Column::Text(_) => None,
        }
    }

    /// The texts of a column; `None` for numbers or no such column.
    #[must_use]
    pub fn texts(&self, name: &str) -> Option<&[String]> {
        match self.column(name)? {
            Column::Text(values) => Some(values),
            _ => None,
        }
    }
}
