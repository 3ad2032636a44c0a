//! What must hold before a decision counts.

use std::fmt;
#[cfg(feature = "store")]
use std::sync::Arc;

#[cfg(feature = "store")]
use crate::error::Result;

/// Asked before a decision goes to a journal: where other processes had part in it, they must still
/// be there. Without one, everything holds.
#[derive(Clone, Default)]
pub(crate) struct Guard {
    #[cfg(feature = "store")]
    check: Option<Arc<dyn Fn() -> Result<()> + Send + Sync>>,
}

#[cfg(feature = "store")]
impl Guard {
    #[cfg(feature = "dataflow")]
    pub(crate) fn new(check: impl Fn() -> Result<()> + Send + Sync + 'static) -> Self {
        Self { check: Some(Arc::new(check)) }
    }

    pub(super) fn check(&self) -> Result<()> {
        self.check.as_ref().map_or(Ok(()), |check| check())
    }
}

impl fmt::Debug for Guard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Guard").finish_non_exhaustive()
    }
}
