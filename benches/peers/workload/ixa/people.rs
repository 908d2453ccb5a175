//! What ixa has to know: people, their properties, the streams of luck, and a place for what all share.
//!
//! ixa's own macros would write this, but they register each type in a constructor that runs before `main`, which is
//! unsafe code, and this workspace forbids that. So the same is written out here, and [`register`] does what the
//! constructors would do. What runs every day is not touched by the difference.

use std::any::{Any, TypeId};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use ::ixa::entity::multi_property::intern_query_identity_raw;
use ::ixa::entity::property::PropertyInitializationKind;
use ::ixa::entity::schema_registry::{
    add_to_entity_registry, add_to_property_registry, ensure_entity_registered, ensure_property_registered,
};
use ::ixa::prelude::*;
use ::ixa::rand::rngs::SmallRng;
use ::ixa::{DataPlugin, HashSet, RngId, add_data_plugin_to_registry, initialize_data_plugin_index};

use super::{Shared, State};

/// Someone; what is known of them are the properties below.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Person;

/// One person.
pub(super) type PersonId = EntityId<Person>;

/// In years.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Age(pub(super) u8);

/// From 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct RiskAversion(pub(super) f64);

/// The probability of return, as someone sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Perceived(pub(super) f64);

/// Where someone is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) state: State,
    pub(super) queued: bool,
}

/// The luck that makes the population.
#[derive(Clone, Copy)]
pub(super) struct PopulationRng;

/// The luck of the days.
#[derive(Clone, Copy)]
pub(super) struct DailyRng;

/// The way to [`Shared`].
pub(super) struct SharedPlugin;

/// Makes all of these known; before the first context, which takes them as they are.
pub(super) fn register() {
    add_to_entity_registry::<Person>();
    add_to_property_registry::<Person, Age>();
    add_to_property_registry::<Person, RiskAversion>();
    add_to_property_registry::<Person, Perceived>();
    add_to_property_registry::<Person, Place>();
    add_data_plugin_to_registry::<SharedPlugin>();
}

impl Entity for Person {
    #[inline]
    fn id() -> usize {
        static INDEX: AtomicUsize = AtomicUsize::new(usize::MAX);
        known(&INDEX).unwrap_or_else(|| ensure_entity_registered::<Self>(&INDEX))
    }

    fn all_query_identity() -> usize {
        static IDENTITY: OnceLock<usize> = OnceLock::new();
        *IDENTITY.get_or_init(|| intern_query_identity_raw::<Self>(&[]))
    }
}

/// A type's number, once it has one.
#[inline]
fn known(index: &AtomicUsize) -> Option<usize> {
    let index = index.load(Ordering::Relaxed);
    (index != usize::MAX).then_some(index)
}

/// Each type needs statics of its own, which a function cannot give.
macro_rules! property {
    ($property:ident) => {
        impl Property<Person> for $property {
            type QueryParts<'a> = [&'a dyn Any; 1];

            const NAME: &'static str = stringify!($property);

            fn initialization_kind() -> PropertyInitializationKind {
                PropertyInitializationKind::Explicit
            }

            fn compute_derived(_: &Context, _: PersonId) -> Self {
                unreachable!("no property here is derived")
            }

            fn default_const() -> Self {
                unreachable!("all properties are given at the start")
            }

            fn get_display(&self) -> String {
                format!("{self:?}")
            }

            fn query_parts_for_value(value: &Self) -> Self::QueryParts<'_> {
                [value]
            }

            #[inline]
            fn id() -> usize {
                static INDEX: AtomicUsize = AtomicUsize::new(usize::MAX);
                known(&INDEX).unwrap_or_else(|| ensure_property_registered::<Person, Self>(&INDEX))
            }

            fn query_identity_id() -> usize {
                static IDENTITY: OnceLock<usize> = OnceLock::new();
                *IDENTITY.get_or_init(|| intern_query_identity_raw::<Person>(&[TypeId::of::<Self>()]))
            }

            fn collect_non_derived_dependencies(_: &mut HashSet<usize>) {}
        }
    };
}

property!(Age);
property!(RiskAversion);
property!(Perceived);
property!(Place);

impl RngId for PopulationRng {
    type RngType = SmallRng;

    fn get_name() -> &'static str {
        "PopulationRng"
    }
}

impl RngId for DailyRng {
    type RngType = SmallRng;

    fn get_name() -> &'static str {
        "DailyRng"
    }
}

impl DataPlugin for SharedPlugin {
    type DataContainer = Shared<PersonId>;

    fn init<C: PluginContext>(_: &C) -> Self::DataContainer {
        Shared::new(0)
    }

    fn index_within_context() -> usize {
        static INDEX: AtomicUsize = AtomicUsize::new(usize::MAX);
        known(&INDEX).unwrap_or_else(|| initialize_data_plugin_index(&INDEX))
    }
}
