//! Cuts a workbook stream into its records (MS-XLS 2.1.4).

/// Begins a substream.
pub(super) const BEGIN: u16 = 0x0809;
/// Ends a substream.
pub(super) const END: u16 = 0x000A;
/// The workbook is encrypted.
pub(super) const PASSWORD: u16 = 0x002F;
/// Goes on with the record before.
pub(super) const CONTINUE: u16 = 0x003C;
/// Code page of 8-bit text.
pub(super) const CODE_PAGE: u16 = 0x0042;
/// Which day dates count from.
pub(super) const DATES: u16 = 0x0022;
/// A number format.
pub(super) const FORMAT: u16 = 0x041E;
/// A cell style.
pub(super) const STYLE: u16 = 0x00E0;
/// Name and place of a sheet.
pub(super) const SHEET: u16 = 0x0085;
/// The shared strings.
pub(super) const STRINGS: u16 = 0x00FC;
/// A row's height and flags.
pub(super) const ROW: u16 = 0x0208;
/// Merged ranges.
pub(super) const MERGES: u16 = 0x00E5;
/// A formula with its cached value.
pub(super) const FORMULA: u16 = 0x0006;
/// The cached text of the formula before.
pub(super) const STRING: u16 = 0x0207;
/// A shared string.
pub(super) const SHARED_LABEL: u16 = 0x00FD;
/// A text of its own.
pub(super) const LABEL: u16 = 0x0204;
/// A formatted text of its own.
pub(super) const RICH_LABEL: u16 = 0x00D6;
/// A number.
pub(super) const NUMBER: u16 = 0x0203;
/// A packed number.
pub(super) const PACKED: u16 = 0x027E;
/// Packed numbers of neighbouring cells.
pub(super) const PACKED_ROW: u16 = 0x00BD;
/// A truth value or error.
pub(super) const BOOLEAN: u16 = 0x0205;

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Record<'a> {
    /// Its number.
    pub(super) kind: u16,
    /// Its content.
    pub(super) body: &'a [u8],
}

/// The records of `stream` from byte `start`; ends where the stream is cut.
pub(super) fn records(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let head = rest.get(..4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let body = rest.get(4..4 + length)?;
        let kind = u16::from_le_bytes([head[0], head[1]]);
        rest = &rest[4 + length..];
        Some(Record { kind, body })
    })
}

impl Record<'_> {
    /// The 16-bit number at byte `at`.
    pub(super) fn u16(&self, at: usize) -> Option<u16> {
        self.bytes(at).map(u16::from_le_bytes)
    }

    /// The 32-bit number at byte `at`.
    pub(super) fn u32(&self, at: usize) -> Option<u32> {
        self.bytes(at).map(u32::from_le_bytes)
    }

    /// The floating-point number at byte `at`.
    pub(super) fn f64(&self, at: usize) -> Option<f64> {
        self.bytes(at).map(f64::from_le_bytes)
    }

    /// The packed number at byte `at` (MS-XLS 2.5.217): bit 0 divides by 100, bit 1 marks a whole number.
    pub(super) fn packed(&self, at: usize) -> Option<f64> {
        let raw = self.u32(at)?;
        let value = if raw & 2 != 0 {
            f64::from(raw.cast_signed() >> 2)
        } else {
            f64::from_bits(u64::from(raw & !3) << 32)
        };
        Some(if raw & 1 != 0 { value / 100.0 } else { value })
    }

    /// Row and column of a cell record.
    pub(super) fn place(&self) -> Option<(u32, u32)> {
        Some((u32::from(self.u16(0)?), u32::from(self.u16(2)?)))
    }

    fn bytes<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.body.get(at..at.checked_add(N)?)?.try_into().ok()
    }
}
