//! placeholder
pub mod article;
pub mod coverage;
pub mod error;
pub mod eval;
pub mod language;
pub mod name;
pub mod token;
pub mod translit;
