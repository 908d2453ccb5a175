//! The answer to a sweep's question: the sentences and the tables that its `[answer]` asks for.
//!
//! [`Reply::of`] reads the sentences off a study's results, each with its setting ("If …"), its ranges, and how sure these
//! are; whatever shows an answer (the terminal, a Markdown page, the report, a chart's title) takes them from there, so
//! that the same words and digits stand everywhere:
//!
//! ```no_run
//! # use strait_runner::{analysis::answer::{Reply, tables}, store::Study};
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let study = Study::open("out/how-many".as_ref())?;
//! if let Some(answer) = &study.manifest().answer {
//!     let reply = Reply::of(&study, answer)?;
//!     for sentence in &reply.sentences {
//!         println!("{}", sentence.with_basis());
//!     }
//!     for note in reply.notes() {
//!         println!("{}: {}", note.head, note.text);
//!     }
//!     let long = tables(&study, answer)?;
//! }
//! # Ok(())
//! # }
//! ```
//!
//! In a table a row is a combination of values on some axes; the runs of all other settings are pooled. An outcome that is
//! counted or yes or no becomes the share of runs in which it happened at all; every other becomes its median, with the
//! range that holds 90 % of the runs. [`Figure`] is one such number, and [`crate::summary::Quantity`] what it is made of.

mod binds;
mod chance;
mod falls;
mod figure;
mod reply;
mod runs;
mod sentence;
mod table;

pub use binds::{AS_IT_IS, BINDS, Binds, RELIEF, relieved_in};
pub use chance::Chance;
pub use figure::Figure;
pub use reply::{Note, Reply, beyond_in_words};
pub use sentence::{Sentence, Told, beyond_evidence};
pub use table::{TextTable, tables};
