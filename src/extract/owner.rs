//! Reads who is responsible: the lead and the supporting units.

use crate::location::Spanned;

/// The part a unit plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnerRole {
    /// 牵头.
    Lead,
    /// 配合.
    Support,
    /// Named without a role, or 分别办理: nobody leads.
    Joint,
}

/// A responsible unit.
#[derive(Debug, Clone, PartialEq)]
pub struct Owner {
    /// Its name as written.
    pub name: Spanned<String>,
    /// Its part.
    pub role: OwnerRole,
}
