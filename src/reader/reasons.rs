//! What went wrong below, as the reason of a notice.

use crate::container::frame::Breakage;
use crate::container::gzip::ContainerError;
use crate::model::Reason;

impl From<Breakage> for Reason {
    fn from(breakage: Breakage) -> Reason {
        match breakage {
            Breakage::Syntax { at } => Reason::JsonSyntax { at },
            Breakage::CutOff => Reason::CutOff,
            Breakage::TooDeep => Reason::TooDeep,
            Breakage::TooLong => Reason::TooLong,
        }
    }
}

impl From<ContainerError> for Reason {
    fn from(error: ContainerError) -> Reason {
        match error {
            ContainerError::Damaged => Reason::DamagedGzip,
            ContainerError::TooLarge => Reason::TooMuchInflated,
            ContainerError::TooNested => Reason::TooManyLayers,
        }
    }
}
