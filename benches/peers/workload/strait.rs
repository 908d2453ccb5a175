//! The workload on Strait's own engine parts: not there yet.
