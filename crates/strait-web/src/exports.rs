//! The boundary to a page: texts and numbers in memory.
//!
//! A page writes what a call needs where [`reserve`] says, makes the call, and reads the answer where [`answer_address`]
//! and [`answer_bytes`] say, before its next call. A call returns 1, or 0 when its answer says in JSON what is wrong:
//! `{"problems": [...]}`.
#![expect(unsafe_code, reason = "a page finds a call by its name, and the compiler cannot see that no other has it")]

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use crate::description::describe as description;
use crate::prepared::Prepared;
use crate::setting::Setting;

/// What is kept between calls. A page's worker is one thread.
#[derive(Default)]
struct State {
    input: Vec<u8>,
    answer: Vec<u8>,
    prepared: Option<Prepared>,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

#[derive(Serialize)]
struct Problems {
    problems: Vec<String>,
}

/// Makes room for what the next call needs, and says where it is.
#[unsafe(no_mangle)]
pub extern "C" fn reserve(bytes: usize) -> *mut u8 {
    STATE.with_borrow_mut(|state| {
        state.input = vec![0; bytes];
        state.input.as_mut_ptr()
    })
}

/// Where the answer of the last call is.
#[unsafe(no_mangle)]
pub extern "C" fn answer_address() -> *const u8 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}

/// How long the answer of the last call is \[bytes\].
#[unsafe(no_mangle)]
pub extern "C" fn answer_bytes() -> usize {
    STATE.with_borrow(|state| state.answer.len())
}

/// Answers with everything that there is to set and to see, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn describe() -> u32 {
    answer(|_| description().and_then(|description| json(&description)))
}

/// Makes a setting ready, which is given as JSON, and answers with what to show of it, as JSON.
#[unsafe(no_mangle)]
pub extern "C" fn prepare() -> u32 {
    answer(|state| {
        state.prepared = None;
        let setting: Setting = read(&state.input)?;
        let prepared = Prepared::new(&setting)?;
        let summary = prepared.summary()?;
        state.prepared = Some(prepared);
        json(&summary)
    })
}

/// Runs a replicate of the setting that is ready and answers with its numbers, 8 bytes each and the lowest first.
#[unsafe(no_mangle)]
pub extern "C" fn run(replicate: u32) -> u32 {
    answer(|state| {
        let prepared = state.prepared.as_ref().ok_or_else(|| vec!["nothing is ready to be run".to_owned()])?;
        let numbers = prepared.run(u64::from(replicate))?.numbers();
        Ok(numbers.into_iter().flat_map(f64::to_le_bytes).collect())
    })
}

fn answer(call: impl FnOnce(&mut State) -> Result<Vec<u8>, Vec<String>>) -> u32 {
    STATE.with_borrow_mut(|state| {
        let came_to = call(state);
        let done = came_to.is_ok();
        state.answer = came_to.unwrap_or_else(|problems| json(&Problems { problems }).unwrap_or_default());
        u32::from(done)
    })
}

fn read<'a, T: Deserialize<'a>>(input: &'a [u8]) -> Result<T, Vec<String>> {
    serde_json::from_slice(input).map_err(|error| vec![format!("not a setting: {error}")])
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, Vec<String>> {
    serde_json::to_vec(value).map_err(|error| vec![error.to_string()])
}
