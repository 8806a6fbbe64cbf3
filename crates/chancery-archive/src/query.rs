//! SQL for everybody: reading only, and not for ever.

use crate::{Archive, ArchiveError};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::limits::Limit;
use rusqlite::types::ValueRef;
use std::time::{Duration, Instant};

/// What a query may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Rows that are handed out.
    pub rows: usize,
    /// Time until it is stopped.
    pub time: Duration,
    /// Bytes of text that are handed out, and of the longest text that it may build.
    pub bytes: usize,
}

/// How a query ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Rows handed out.
    pub rows: usize,
    /// Whether there would be more than the limits allow.
    pub more: bool,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Unknown.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number.
    Real(f64),
    /// Text; bytes that are no UTF-8 are replaced.
    Text(String),
}

impl Value {
    fn bytes(&self) -> usize {
        match self {
            Value::Text(text) => text.len(),
            _ => size_of::<Self>(),
        }
    }
}

/// The longest text that a query may build in any case: 64 MiB.
const LONGEST: i32 = 64 << 20;
/// Instructions between two looks at the clock.
const STEP: i32 = 10_000;

fn longest(limits: Limits) -> i32 {
    i32::try_from(limits.bytes).map_or(LONGEST, |bytes| bytes.min(LONGEST))
}

impl Archive {
    /// Answers a query over the views `events`, `dyads`, `articles`, `incidents`, `links`,
    /// `one_a_day`, `runs` and the tables below them. `head` is given the names of the columns, then `each` every row.
    ///
    /// The archive must have been opened with [`Archive::read`]; whatever would change it, reach
    /// another file or set an option is refused.
    ///
    /// # Errors
    /// The query is wrong, takes too long, or is none that reads; `head` or `each` fails.
    pub fn query<E: From<ArchiveError>>(
        &mut self,
        sql: &str,
        limits: Limits,
        head: impl FnOnce(&[String]) -> Result<(), E>,
        each: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<Answer, E> {
        let failed = |e| ArchiveError::of(&self.path, e);
        self.connection.authorizer(Some(reads)).map_err(failed)?;
        let usual = self
            .connection
            .limit(Limit::SQLITE_LIMIT_LENGTH)
            .map_err(failed)?;
        self.connection
            .set_limit(Limit::SQLITE_LIMIT_LENGTH, longest(limits))
            .map_err(failed)?;
        let end = Instant::now() + limits.time;
        self.connection
            .progress_handler(STEP, Some(move || Instant::now() > end))
            .map_err(failed)?;
        let answer = self.rows(sql, limits, head, each);
        // what comes after a query is ours again
        self.connection
            .set_limit(Limit::SQLITE_LIMIT_LENGTH, usual)
            .map_err(|e| self.failed(e))?;
        let none: Option<fn() -> bool> = None;
        self.connection
            .progress_handler(0, none)
            .map_err(|e| self.failed(e))?;
        let none: Option<fn(AuthContext<'_>) -> Authorization> = None;
        self.connection
            .authorizer(none)
            .map_err(|e| self.failed(e))?;
        answer
    }

    fn rows<E: From<ArchiveError>>(
        &self,
        sql: &str,
        limits: Limits,
        head: impl FnOnce(&[String]) -> Result<(), E>,
        mut each: impl FnMut(&[Value]) -> Result<(), E>,
    ) -> Result<Answer, E> {
        let failed = |error| self.query_failed(error, limits);
        let mut statement = self.connection.prepare(sql).map_err(failed)?;
        let names = statement.column_names();
        let columns: Vec<String> = names.map(str::to_owned).collect();
        if columns.is_empty() {
            return Err(ArchiveError::Query("this is no query; write SELECT …".into()).into());
        }
        head(&columns)?;
        let mut rows = statement.query([]).map_err(failed)?;
        let mut answer = Answer {
            rows: 0,
            more: false,
        };
        let (mut cells, mut bytes) = (Vec::with_capacity(columns.len()), 0);
        while let Some(row) = rows.next().map_err(failed)? {
            cells.clear();
            for i in 0..columns.len() {
                cells.push(value(row.get_ref(i).map_err(failed)?));
            }
            bytes += cells.iter().map(Value::bytes).sum::<usize>();
            if answer.rows == limits.rows || bytes > limits.bytes {
                answer.more = true;
                break;
            }
            each(&cells)?;
            answer.rows += 1;
        }
        Ok(answer)
    }

    fn query_failed(&self, error: rusqlite::Error, limits: Limits) -> ArchiveError {
        use rusqlite::ErrorCode as Code;
        match (&error, error.sqlite_error_code()) {
            (_, Some(Code::OperationInterrupted)) => ArchiveError::Timeout(limits.time.as_secs()),
            (_, Some(Code::OutOfMemory | Code::TooBig)) => ArchiveError::Memory,
            (_, Some(Code::AuthorizationForStatementDenied)) => {
                ArchiveError::Query("queries may only read the archive".into())
            }
            (rusqlite::Error::MultipleStatement, _) => {
                ArchiveError::Query("give one statement at a time".into())
            }
            (
                rusqlite::Error::SqlInputError {
                    msg, offset, sql, ..
                },
                _,
            ) => {
                let near: String = usize::try_from(*offset)
                    .ok()
                    .and_then(|o| sql.get(o..))
                    .map_or_else(String::new, |s| s.chars().take(30).collect());
                let near = if near.is_empty() {
                    near
                } else {
                    format!(", at `{near}`")
                };
                ArchiveError::Query(format!(
                    "{msg}{near}; the views are events, dyads, articles, incidents, links, one_a_day and runs"
                ))
            }
            _ => ArchiveError::of(&self.path, error),
        }
    }
}

/// Lets through what reads.
fn reads(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        AuthAction::Function { function_name } if function_name != "load_extension" => {
            Authorization::Allow
        }
        // FTS5 asks for the version of the data before it reads
        AuthAction::Pragma {
            pragma_name: "data_version",
            pragma_value: None,
        } => Authorization::Allow,
        AuthAction::Pragma {
            pragma_name: "table_info" | "table_xinfo",
            ..
        } => Authorization::Allow,
        _ => Authorization::Deny,
    }
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(n) => Value::Integer(n),
        ValueRef::Real(n) => Value::Real(n),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Value::Text(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}
