//! How far the case is, and how much has been read.

/// How far the case is (`data-case`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Phase {
    #[default]
    Empty,
    Reading,
    Ready,
    Partial,
}

impl Phase {
    /// The value of `data-case`.
    pub const fn id(self) -> &'static str {
        match self {
            Phase::Empty => "empty",
            Phase::Reading => "reading",
            Phase::Ready => "ready",
            Phase::Partial => "partial",
        }
    }
}

/// How much has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Progress {
    /// Files in all.
    pub files: u32,
    /// Bytes in all, as far as it is known how large the files are.
    pub bytes: f64,
    /// How many files it is known of how large they are, and their bytes.
    known: (u32, f64),
    /// How many files there are to hash when all have been read, as far as that is
    /// known.
    pub to_hash: u32,
    /// How many of them are done with.
    pub hashed: u32,
    /// Bytes read.
    pub bytes_read: f64,
    /// When reading began, in milliseconds since the epoch.
    pub began_ms: f64,
}

impl Progress {
    /// Whether it is only guessed how many bytes there are in all: of many files the sizes are not asked.
    pub fn is_guess(&self) -> bool {
        self.known.0 < self.files
    }

    /// Takes in that there are more files.
    pub(super) fn add(&mut self, files: u32) {
        self.files += files;
        self.know(0, 0.0);
    }

    /// How large a file is on average, in bytes, as far as that is known.
    pub(super) fn usual(&self) -> f64 {
        self.known.1 / f64::from(self.known.0.max(1))
    }

    /// Takes in how large some files are together; the others are taken to be alike.
    pub(super) fn know(&mut self, files: u32, bytes: f64) {
        self.known = (self.known.0 + files, self.known.1 + bytes);
        self.bytes = self.usual() * f64::from(self.files);
    }
}
