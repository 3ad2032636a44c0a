//! placeholder
pub mod article;
pub mod error;
pub mod eval;
pub mod language;
pub mod token;
pub mod translit;
pub mod name;
pub mod features;
pub mod index;
pub mod cluster;
