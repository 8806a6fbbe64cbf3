//! Where output goes: the terminal, or a file that gets its name when it is complete.

use anyhow::Context;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Output that is being written.
pub enum Sink {
    Stdout(BufWriter<io::Stdout>),
    File {
        writer: BufWriter<File>,
        partial: PathBuf,
        path: PathBuf,
    },
}

impl Sink {
    /// Standard output, or `FILE.partial` beside the file.
    pub fn open(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path.filter(|p| p.as_os_str() != "-") else {
            return Ok(Sink::Stdout(BufWriter::new(io::stdout())));
        };
        // a device or pipe cannot be replaced by a rename
        if fs::metadata(path).is_ok_and(|m| !m.is_file()) {
            let file = File::options().write(true).open(path);
            let file = file.with_context(|| format!("{} cannot be written", path.display()))?;
            let partial = path.to_owned();
            return Ok(Sink::File {
                writer: BufWriter::new(file),
                partial,
                path: path.to_owned(),
            });
        }
        let mut partial = path.as_os_str().to_owned();
        partial.push(".partial");
        let partial = PathBuf::from(partial);
        let file = File::create(&partial).with_context(|| {
            format!(
                "{} cannot be written; check that its folder exists",
                partial.display()
            )
        })?;
        Ok(Sink::File {
            writer: BufWriter::new(file),
            partial,
            path: path.to_owned(),
        })
    }

    /// Makes sure that everything is on the disk, and gives the file its name.
    pub fn commit(self) -> anyhow::Result<()> {
        match self {
            Sink::Stdout(mut out) => out.flush().context("standard output cannot be written"),
            Sink::File {
                writer,
                partial,
                path,
            } => {
                let failed = || format!("{} cannot be written", partial.display());
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error);
                let file = file.with_context(failed)?;
                if partial == path {
                    return Ok(());
                }
                file.sync_all().with_context(failed)?;
                fs::rename(&partial, &path)
                    .with_context(|| format!("{} cannot be replaced", path.display()))
            }
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Sink::Stdout(out) => out,
            Sink::File { writer, .. } => writer,
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}
