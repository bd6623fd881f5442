//! What went wrong below, as the reason of a notice.

use crate::container::frame::FrameError;
use crate::container::gzip::ContainerError;
use crate::model::Reason;

impl From<FrameError> for Reason {
    fn from(breakage: FrameError) -> Reason {
        match breakage {
            FrameError::Syntax { at } => Reason::JsonSyntax { at },
            FrameError::CutOff => Reason::CutOff,
            FrameError::TooDeep => Reason::TooDeep,
            FrameError::TooLong => Reason::TooLong,
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
