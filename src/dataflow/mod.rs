//! One pipeline over several processes, on one machine or more, on Timely Dataflow.
//!
//! * `deployment`: [`Deployment`], which processes there are
//! * `run`: [`run`], which starts a process's part
//! * `distributed`: [`DistributedPipeline`], what the first process works with
//! * `worker`: the dataflow that every worker takes part in
//! * `message`: what goes over the wire
//! * `link`: how the first process talks with the workers
//! * `sharded`: an index whose vectors lie with the workers; `shard`, the part of one of them
//!
//! # What is spread
//!
//! ```text
//! articles ─ by number ─▶ text work on every worker ─ in order ─▶ decisions in process 0
//!                                                                   │            ▲
//!                                            vectors by key, searches of         │
//!                                            256 articles at once                │
//!                                                                   ▼            │
//!                                                           a shard of the index on every worker
//! ```
//!
//! Text work (language, words, features, names) is done on every worker; it is most of the work. Each
//! worker holds a shard of the indexes, by the article's key. An article's vectors depend on the
//! articles before it, not on where they went, so that the searches of 256 articles are scattered in
//! one round, and those of a pass of merging in another; the best of each shard are gathered and
//! merged, nearest first, the oldest first among equals. What came after the round began is searched
//! in process 0. Similarities are the same to the bit wherever they are computed. Decisions are made
//! in process 0, in order, and so are, byte for byte, those of one process. Process 0 also holds the
//! articles, the sums of clusters and stories and the glossary: its memory bounds the window, less
//! the indexes, about a third.
//!
//! # When a process ends
//!
//! Timely Dataflow has no fault tolerance: all stop where one does. A process that loses another ends
//! with [`Error::Dataflow`](crate::error::Error::Dataflow), and nothing that was decided without it
//! is acknowledged or written to a store. Start all of them again: with a store
//! ([`DistributedBuilder::open`]), process 0 has all that was acknowledged, fills the shards anew, and
//! takes on from there; what was not acknowledged must be given again. The number of processes may be
//! another one.
//!
//! Processes trust one another and everybody who can reach their ports: keep them in a network of
//! their own. All must run the same program.
//!
//! # Examples
//!
//! Two workers in one process; `examples/distributed.rs` is the same over several.
//!
//! ```
//! use samestory::article::Article;
//! use samestory::dataflow::{self, Deployment};
//! use samestory::pipeline::Pipeline;
//!
//! let story = dataflow::run(&Deployment::threads(2), || Ok(Pipeline::builder()), |builder| {
//!     let mut pipeline = builder.build()?;
//!     pipeline.push_batch([
//!         Article::new("a", "Shoigu tells Wang Yi that Russia supports Beijing on Taiwan"),
//!         Article::new("b", "Shoigu in Beijing: Russia supports China on Taiwan, Wang Yi told"),
//!     ]);
//!     pipeline.settle()?;
//!     Ok(pipeline.story_of("b"))
//! })?;
//! assert_eq!(story.flatten().as_deref(), Some("s0"));
//! # Ok::<(), samestory::error::Error>(())
//! ```

mod deployment;
mod distributed;
mod link;
mod message;
mod run;
mod shard;
mod sharded;
mod worker;

pub use deployment::Deployment;
pub use distributed::{DistributedBuilder, DistributedPipeline};
pub use run::run;
