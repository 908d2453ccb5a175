//! Strait in a browser: the same simulation and the same scenario files as the command's, behind calls that a page can
//! make.
//!
//! A page asks what there is ([`describe`]), gives a [`Setting`], and has it run replicate by replicate
//! ([`Prepared::run`]). A setting comes to the text of a scenario file ([`Prepared::toml`]), and it is that text which is
//! run, so that the command, given the same file and seed, gives the same numbers to the last bit:
//!
//! ```
//! use std::collections::BTreeMap;
//! use strait_web::{FROM, Prepared, Setting};
//!
//! let setting = Setting {
//!     scenario: "scaled-up.toml".to_owned(),
//!     set: BTreeMap::from([("home_office.detention.beds".to_owned(), "400".to_owned())]),
//!     from: FROM,
//!     uncertainty: true,
//!     seed: 20_250_806,
//! };
//! let prepared = Prepared::new(&setting).expect("a sound setting");
//! assert!(prepared.toml().contains("\"home_office.detention.beds\" = 400"));
//! let run = prepared.run(0).expect("a run");
//! assert_eq!(run.outcomes.len(), strait::outcomes::outcomes().len());
//! ```
//!
//! `exports` is the boundary to the page: numbers and texts in memory, no imports, no state but the prepared setting.

mod description;
pub mod exports;
mod file;
mod observed;
mod opening;
mod prepared;
mod response;
mod setting;

pub use description::{Description, describe};
pub use opening::{Opening, Swept};
pub use prepared::{Prepared, Run, Summary};
pub use response::Response;
pub use setting::{FROM, Setting};
