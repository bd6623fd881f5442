//! What went wrong below, as the reason of a notice.

use crate::container::file_kind::FileKind;
use crate::container::frame::FrameError;
use crate::container::gzip::ContainerError;
use crate::model::Reason;

/// Why a value could not be taken out of a text.
pub(super) fn of_frame(breakage: FrameError) -> Reason {
    match breakage {
        FrameError::Syntax { at } => Reason::JsonSyntax { at },
        FrameError::CutOff => Reason::CutOff,
        FrameError::TooDeep => Reason::TooDeep,
        FrameError::TooLong => Reason::TooLong,
    }
}

/// Why a container could not be opened.
pub(super) fn of_container(error: ContainerError) -> Reason {
    match error {
        ContainerError::Damaged => Reason::DamagedGzip,
        ContainerError::TooLarge => Reason::TooMuchInflated,
        ContainerError::TooNested => Reason::TooManyLayers,
    }
}

/// Why a file of another kind is not read, and what that kind is called, where the reason does not say.
pub(super) fn of_kind(kind: FileKind) -> (Reason, &'static str) {
    match kind {
        FileKind::Parquet => (Reason::ParquetFile, ""),
        FileKind::Avro => (Reason::AvroFile, ""),
        FileKind::Orc => (Reason::OrcFile, ""),
        FileKind::Archive(name) => (Reason::OtherArchive, name),
        FileKind::Packed(name) => (Reason::OtherPacking, name),
        FileKind::EventLog => (Reason::WindowsEventLog, ""),
        FileKind::Packets => (Reason::PacketCapture, ""),
        FileKind::Pdf => (Reason::PdfFile, ""),
        FileKind::Workbook => (Reason::WorkbookFile, ""),
        FileKind::Sqlite => (Reason::SqliteFile, ""),
    }
}
