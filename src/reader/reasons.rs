//! What went wrong below, as the reason of a notice.

use crate::container::file_kind::FileKind;
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

impl From<FileKind> for Reason {
    fn from(kind: FileKind) -> Reason {
        match kind {
            FileKind::Parquet => Reason::ParquetFile,
            FileKind::Avro => Reason::AvroFile,
            FileKind::Archive => Reason::OtherArchive,
            FileKind::Packed => Reason::OtherPacking,
            FileKind::EventLog => Reason::WindowsEventLog,
            FileKind::Packets => Reason::PacketCapture,
            FileKind::Pdf => Reason::PdfFile,
            FileKind::Sqlite => Reason::SqliteFile,
        }
    }
}
