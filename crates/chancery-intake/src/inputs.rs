//! From what was asked for to the files that are read.

use crate::error::{Fault, InputErrorKind, IntakeError};
use crate::format::{Format, Packing, read_endings};
use crate::zipped::Entry;
use globset::{GlobBuilder, GlobMatcher};
use std::collections::VecDeque;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// Where bytes come from.
pub(crate) enum Place {
    File(PathBuf),
    Stdin,
    Stream(Box<dyn Read + Send>),
    /// A file in a zip archive.
    Zipped(Entry),
    /// A part of a folder that could not be looked at.
    Unreadable(Fault),
}

/// One file to read.
pub(crate) struct Source {
    pub place: Place,
    /// How messages name it.
    pub path: String,
    /// What ids are made of.
    pub stem: String,
    /// None: to be told by its first bytes.
    pub format: Option<Format>,
    pub packing: Option<Packing>,
}

/// The files to read, in order.
pub(crate) struct Plan {
    pub sources: VecDeque<Source>,
    /// Bytes of all files as they lie on the disk; none if a stream is among them.
    pub total: Option<u64>,
}

/// A plan for one stream.
pub(crate) fn one_stream(name: &str, stream: Box<dyn Read + Send>) -> Plan {
    let named = read_endings(&file_name(Path::new(name)));
    let source = Source {
        place: Place::Stream(stream),
        path: name.to_owned(),
        stem: named.stem,
        format: named.format,
        packing: named.packing,
    };
    Plan {
        sources: VecDeque::from([source]),
        total: None,
    }
}

/// Finds the files that the inputs name.
pub(crate) fn plan(inputs: &[String], format: Option<Format>) -> Result<Plan, IntakeError> {
    let mut plan = Plan {
        sources: VecDeque::new(),
        total: Some(0),
    };
    for input in inputs {
        if input == "-" {
            plan.total = None;
            plan.sources.push_back(Source {
                place: Place::Stdin,
                path: input.clone(),
                stem: "stdin".to_owned(),
                format: None,
                packing: None,
            });
            continue;
        }
        let path = Path::new(input);
        match path.metadata() {
            Ok(found) if found.is_dir() => plan.add_folder(input, path, format)?,
            Ok(found) => plan.add_file(input, path, found.is_file(), format)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !input.contains(['*', '?', '[', '{']) {
                    return Err(IntakeError::NotFound {
                        path: input.clone(),
                    });
                }
                plan.add_glob(input, format)?;
            }
            Err(source) => {
                return Err(IntakeError::Unreachable {
                    path: input.clone(),
                    source,
                });
            }
        }
    }
    Ok(plan)
}

impl Plan {
    fn push_file(&mut self, path: &Path, stem: String, format: Option<Format>, size: Option<u64>) {
        let named = read_endings(&file_name(path));
        self.total = self.total.zip(size).map(|(total, size)| total + size);
        self.sources.push_back(Source {
            place: Place::File(path.to_owned()),
            path: path.to_string_lossy().into_owned(),
            stem,
            format: format.or(named.format),
            packing: named.packing,
        });
    }

    fn add_file(
        &mut self,
        input: &str,
        path: &Path,
        regular: bool,
        format: Option<Format>,
    ) -> Result<(), IntakeError> {
        let named = read_endings(&file_name(path));
        // a pipe has no ending, and neither has a packed file that is told by what is in it
        let told = named.format.is_some() || (named.packing.is_some() && !named.foreign);
        if regular && !told && format.is_none() {
            return Err(IntakeError::UnknownEnding {
                path: input.to_owned(),
            });
        }
        let size = if regular {
            path.metadata().ok().map(|found| found.len())
        } else {
            None
        };
        self.push_file(path, named.stem, format, size);
        Ok(())
    }

    fn add_folder(
        &mut self,
        input: &str,
        path: &Path,
        format: Option<Format>,
    ) -> Result<(), IntakeError> {
        let before = self.sources.len();
        self.add_below(path, path, format);
        if self.sources.len() == before {
            return Err(IntakeError::EmptyFolder {
                path: input.to_owned(),
            });
        }
        Ok(())
    }

    /// Takes all that can be read in a folder and the folders in it.
    fn add_below(&mut self, folder: &Path, base: &Path, format: Option<Format>) {
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        for entry in walk.into_iter().filter_entry(is_shown) {
            self.add_entry(entry, base, format);
        }
    }

    /// Takes a file that was found, if it can be read. Its stem is its path from `base`.
    fn add_entry(&mut self, entry: walkdir::Result<DirEntry>, base: &Path, format: Option<Format>) {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return self.add_unreadable(error, base),
        };
        let named = read_endings(&file_name(entry.path()));
        if !entry.file_type().is_file() || format.or(named.format).is_none() {
            return;
        }
        let folder = entry.path().parent().unwrap_or(base);
        let mut stem = String::new();
        for part in folder
            .strip_prefix(base)
            .unwrap_or(Path::new(""))
            .components()
        {
            stem.push_str(&part.as_os_str().to_string_lossy());
            stem.push('/');
        }
        stem.push_str(&named.stem);
        let size = entry.metadata().ok().map(|found| found.len());
        self.push_file(entry.path(), stem, format, size.or(Some(0)));
    }

    fn add_unreadable(&mut self, error: walkdir::Error, base: &Path) {
        let path = error.path().unwrap_or(base).to_string_lossy().into_owned();
        let fault = Fault::of_file(InputErrorKind::Io(error.into()));
        self.sources.push_back(Source {
            place: Place::Unreadable(fault),
            stem: String::new(),
            path,
            format: None,
            packing: None,
        });
    }

    fn add_glob(&mut self, input: &str, format: Option<Format>) -> Result<(), IntakeError> {
        let before = self.sources.len();
        let pattern = without_dot(Path::new(input)).to_string_lossy().into_owned();
        let matcher = compile(&pattern).map_err(|error| IntakeError::BadGlob {
            pattern: input.to_owned(),
            message: error.kind().to_string(),
        })?;
        let base = fixed_part(&pattern);
        let root = if base.as_os_str().is_empty() {
            Path::new(".")
        } else {
            base.as_path()
        };
        let deepest = if pattern.contains("**") {
            usize::MAX
        } else {
            Path::new(&pattern).components().count() - base.components().count()
        };
        let walk = WalkDir::new(root)
            .min_depth(1)
            .max_depth(deepest)
            .follow_links(true);
        let mut walk = walk.sort_by_file_name().into_iter();
        while let Some(entry) = walk.next() {
            // as in a shell, what cannot be looked at does not match
            let Ok(entry) = entry else { continue };
            let (shown, folder) = (is_shown(&entry), entry.file_type().is_dir());
            let path = without_dot(entry.path()).to_owned();
            let matched = shown && matcher.is_match(&path);
            if folder && (matched || !shown) {
                walk.skip_current_dir();
            }
            match (matched, folder) {
                (true, true) => self.add_below(&path, &base, format),
                (true, false) => self.add_entry(Ok(entry), root, format),
                (false, _) => {}
            }
        }
        if self.sources.len() == before {
            return Err(IntakeError::NoMatch {
                pattern: input.to_owned(),
            });
        }
        Ok(())
    }
}

fn compile(pattern: &str) -> Result<GlobMatcher, globset::Error> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build()?;
    Ok(glob.compile_matcher())
}

fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// The folders at the start of a glob that hold no special character.
fn fixed_part(pattern: &str) -> PathBuf {
    let special = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let fixed = pattern.get(..special).unwrap_or_default();
    let end = fixed.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    PathBuf::from(fixed.get(..end).unwrap_or_default())
}

fn is_shown(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
