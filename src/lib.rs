//! placeholder
pub mod article;
pub mod error;
pub mod language;
pub mod token;
pub mod translit;
pub mod name;
pub mod entity;
pub mod features;
pub mod index;
pub mod cluster;
pub mod story;
pub mod coverage;
pub mod eval;
pub mod pipeline;
