//! Names what can go wrong with a request, with the place, the reason and what to do.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use thiserror::Error;

/// The text of a user-written file; tells columns in characters, where miette by itself counts bytes.
#[derive(Debug)]
pub struct UserText(Box<(String, String)>);

impl UserText {
    /// The `text` of `file`, as shown to people.
    pub fn new(file: &str, text: &str) -> Self {
        Self(Box::new((file.to_owned(), text.to_owned())))
    }
}

impl SourceCode for UserText {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (file, text) = &*self.0;
        let inner = text.read_span(span, before, after)?;
        let start = inner.span().offset();
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        Ok(Box::new(MietteSpanContents::new_named(
            file.clone(),
            inner.data(),
            *inner.span(),
            inner.line(),
            text[line_start..start].chars().count(),
            inner.line_count(),
        )))
    }
}

/// A request that cannot be carried out: wrong arguments, configuration or rule file. Exit code 2.
#[derive(Debug, Error, miette::Diagnostic)]
pub enum RequestError {
    /// A path does not exist.
    #[error("找不到：{path}")]
    #[diagnostic(help("{help}"))]
    MissingPath {
        /// As given.
        path: String,
        /// What to do, in Chinese; names that look alike.
        help: String,
    },
    /// The folders hold no document.
    #[error("{path}：没有可读的文档")]
    #[diagnostic(help("{help}"))]
    NothingToRead {
        /// As given.
        path: String,
        /// What was passed over and what can be read, in Chinese.
        help: String,
    },
    /// A file the user wrote cannot be understood.
    #[error("{file}：{reason}")]
    #[diagnostic(help("{help}"))]
    Yaml {
        /// The file, as shown to people.
        file: String,
        /// Its text.
        #[source_code]
        text: UserText,
        /// Where in the text, in bytes.
        #[label("这里")]
        at: miette::SourceSpan,
        /// Why, in Chinese.
        reason: String,
        /// What to do, in Chinese.
        help: String,
    },
    /// A file the request needs cannot be opened or written.
    #[error("{path}：{reason}")]
    #[diagnostic(help("{help}"))]
    File {
        /// The file, as shown to people.
        path: String,
        /// Why, in Chinese.
        reason: String,
        /// What to do, in Chinese.
        help: String,
    },
    /// Arguments that do not go together, or name something that does not exist.
    #[error("{reason}")]
    #[diagnostic(help("{help}"))]
    Argument {
        /// Why, in Chinese.
        reason: String,
        /// What to do, in Chinese.
        help: String,
    },
    /// Git could not answer.
    #[error("git：{reason}")]
    #[diagnostic(help("{help}"))]
    Git {
        /// Why, in Chinese.
        reason: String,
        /// What to do, in Chinese.
        help: String,
    },
}

/// Exit codes, the same for every command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ExitCode {
    /// Nothing at or above the gate.
    Clean = 0,
    /// Findings at or above the gate.
    Findings = 1,
    /// The request was wrong.
    BadRequest = 2,
    /// Finished, but something could not be read. Wins over `Findings`.
    Unread = 3,
}

/// Why the operating system refused, in Chinese.
pub fn refusal(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件".to_owned(),
        ErrorKind::PermissionDenied => "没有权限".to_owned(),
        ErrorKind::AlreadyExists => "已经有同名文件".to_owned(),
        ErrorKind::InvalidData => "不是有效的 UTF-8 文本".to_owned(),
        ErrorKind::IsADirectory => "这是一个目录".to_owned(),
        ErrorKind::NotADirectory => "路径中有一段不是目录".to_owned(),
        ErrorKind::StorageFull => "磁盘已满".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "磁盘只读".to_owned(),
        ErrorKind::OutOfMemory => "内存不足".to_owned(),
        _ => error.to_string(),
    }
}
