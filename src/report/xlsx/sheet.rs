//! One sheet: frozen header, filter, widths, wrapped cells that are always text.

use crate::report::plain;
use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, ConditionalFormatText, ConditionalFormatTextRule,
    DataValidation, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};

/// Longest text of a cell, in UTF-16 units.
const LONGEST: usize = 32_000;
/// Height of a line in points.
const LINE: f64 = 15.0;
/// Lines of the highest row; Excel allows 409 points.
const MOST_LINES: u32 = 20;
/// Paper for printing: A3, as the format numbers it.
const A3: u8 = 8;
/// Links of a sheet; Excel allows 65,530.
const LINKS: u32 = 60_000;

/// A column: its header and its width in characters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) header: &'static str,
    pub(super) width: f64,
}

/// A column.
pub(super) const fn column(header: &'static str, width: f64) -> Column {
    Column { header, width }
}

/// A sheet that grows row by row.
pub(super) struct Sheet<'b> {
    sheet: &'b mut Worksheet,
    columns: &'static [Column],
    next: u32,
    text: Format,
    quoted: Format,
    number: Format,
}

impl<'b> Sheet<'b> {
    pub(super) fn new(
        book: &'b mut Workbook,
        name: &str,
        columns: &'static [Column],
    ) -> Result<Self, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let header = text
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0x00F6_F8FA));
        for (index, column) in (0..).zip(columns) {
            sheet.set_column_width(index, column.width)?;
            sheet.write_string_with_format(0, index, column.header, &header)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_repeat_rows(0, 0)?;
        sheet
            .set_landscape()
            .set_paper_size(A3)
            .set_print_fit_to_pages(1, 0);
        Ok(Self {
            sheet,
            columns,
            next: 1,
            quoted: text.clone().set_quote_prefix(),
            number: text.clone().set_align(FormatAlign::Right),
            text,
        })
    }

    /// Appends a row of texts, in the order of the columns.
    pub(super) fn row<S: AsRef<str>>(&mut self, cells: &[S]) -> Result<u32, XlsxError> {
        for (index, cell) in (0..).zip(cells) {
            let cell = cell.as_ref();
            if !cell.is_empty() {
                self.put(index, cell)?;
            }
        }
        let lines = cells
            .iter()
            .zip(self.columns)
            .map(|(c, column)| lines(c.as_ref(), column.width));
        let lines = lines.max().unwrap_or(1).min(MOST_LINES);
        self.sheet
            .set_row_height(self.next, f64::from(lines) * LINE)?;
        self.next += 1;
        Ok(self.next - 1)
    }

    /// Text that a spreadsheet could take for a formula keeps a leading quote mark.
    fn put(&mut self, index: u16, text: &str) -> Result<(), XlsxError> {
        let format = match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            true => &self.quoted,
            false => &self.text,
        };
        let text = cut(text);
        self.sheet
            .write_string_with_format(self.next, index, text, format)?;
        Ok(())
    }

    /// Writes a number into a row that is already there.
    pub(super) fn number(&mut self, row: u32, header: &str, value: f64) -> Result<(), XlsxError> {
        let index = self.index(header);
        self.sheet
            .write_number_with_format(row, index, value, &self.number)?;
        Ok(())
    }

    /// Makes a cell a link to `path`, showing `text`; a path Excel cannot link to stays text. The prefix is dropped for relative paths.
    pub(super) fn link(&mut self, row: u32, header: &str, path: &str, text: &str) {
        let url = Url::new(format!("file:///{path}")).set_text(cut(text));
        if row < LINKS {
            let _ = self
                .sheet
                .write_url_with_format(row, self.index(header), url, &self.text);
        }
    }

    /// Colours cells of a column that contain a text.
    pub(super) fn color(&mut self, header: &str, text: &str, rgb: u32) -> Result<(), XlsxError> {
        let index = self.index(header);
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::Contains(text.to_owned()))
            .set_format(Format::new().set_background_color(Color::RGB(rgb)));
        self.sheet
            .add_conditional_format(1, index, self.last(), index, &rule)?;
        Ok(())
    }

    /// Offers a list of values for a column.
    pub(super) fn choices(&mut self, header: &str, values: &[&str]) -> Result<(), XlsxError> {
        let list = DataValidation::new().allow_list_strings(values)?;
        let index = self.index(header);
        self.sheet
            .add_data_validation(1, index, self.last(), index, &list)?;
        Ok(())
    }

    /// Hides a column.
    pub(super) fn hide(&mut self, header: &str) -> Result<(), XlsxError> {
        self.sheet.set_column_hidden(self.index(header))?;
        Ok(())
    }

    /// Puts the filter over all rows, and lines around all cells: by one rule, since empty cells are not written.
    pub(super) fn finish(&mut self) -> Result<(), XlsxError> {
        let columns = u16::try_from(self.columns.len()).unwrap_or(u16::MAX);
        let lines = Format::new()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00D0_D7DE));
        let always = ConditionalFormatFormula::new()
            .set_rule("=TRUE")
            .set_format(lines);
        self.sheet
            .add_conditional_format(0, 0, self.last(), columns - 1, &always)?;
        self.sheet.autofilter(0, 0, self.last(), columns - 1)?;
        Ok(())
    }

    fn last(&self) -> u32 {
        self.next.saturating_sub(1).max(1)
    }

    fn index(&self, header: &str) -> u16 {
        let index = self.columns.iter().position(|c| c.header == header);
        u16::try_from(index.expect("a column of this sheet")).unwrap_or(u16::MAX)
    }
}

/// Lines that `text` takes in a column `width` characters wide; Chinese characters take two.
fn lines(text: &str, width: f64) -> u32 {
    let wrapped = |line: &str| (plain::columns(line) as f64 / width).ceil().max(1.0) as u32;
    text.split('\n').map(wrapped).sum()
}

/// `text` cut to what a cell holds.
fn cut(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(text, |(at, _)| &text[..at])
}
