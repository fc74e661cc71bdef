//! One sheet: frozen header, filter, widths, wrapped cells that are always text.

use crate::report::plain;
use rayon::prelude::*;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula,
    DataValidation, Format, FormatAlign, FormatBorder, Url, Worksheet, XlsxError,
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
/// Rows whose cells are made at a time, on all cores.
const BATCH: usize = 1024;

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

/// What a cell shows.
pub(super) enum Cell {
    /// A text; an empty one leaves the cell out.
    Text(String),
    /// A number, to be counted with.
    Number(f64),
    /// A text that leads to a file; it stays a text where Excel cannot link to the path.
    Link {
        /// The file; the prefix is dropped for relative paths.
        path: String,
        /// What the cell shows.
        text: String,
    },
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// A sheet that grows row by row.
pub(super) struct Sheet {
    sheet: Worksheet,
    columns: &'static [Column],
    next: u32,
    text: Format,
    quoted: Format,
    number: Format,
}

impl Sheet {
    /// An empty sheet. Its columns have the look of a text, so that cells need not name it one by one.
    pub(super) fn new(name: &str, columns: &'static [Column]) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let header = text
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0x00F6_F8FA));
        for (index, column) in (0..).zip(columns) {
            sheet.set_column_width(index, column.width)?;
            sheet.set_column_format(index, &text)?;
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

    /// Appends a row for each of `items`: what `cells` makes of its place among them and itself, in the order of the columns.
    pub(super) fn rows<T, const N: usize>(
        &mut self,
        items: &[T],
        cells: impl Fn(usize, &T) -> [Cell; N] + Sync,
    ) -> Result<(), XlsxError>
    where
        T: Sync,
    {
        for (batch, items) in items.chunks(BATCH).enumerate() {
            let columns = self.columns;
            let made = items.par_iter().enumerate().map(|(index, item)| {
                let cells = cells(batch * BATCH + index, item);
                (height(&cells, columns), cells)
            });
            for (height, cells) in made.collect::<Vec<_>>() {
                self.place(height, cells)?;
            }
        }
        Ok(())
    }

    /// Appends a row of texts, in the order of the columns.
    pub(super) fn row<const N: usize>(&mut self, cells: [String; N]) -> Result<(), XlsxError> {
        let cells = cells.map(Cell::Text);
        self.place(height(&cells, self.columns), cells)
    }

    fn place<const N: usize>(&mut self, height: f64, cells: [Cell; N]) -> Result<(), XlsxError> {
        for (index, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => self.put(index, text)?,
                Cell::Number(value) => self.number(index, value)?,
                Cell::Link { path, text } => self.link(index, &path, text)?,
            }
        }
        self.sheet.set_row_height(self.next, height)?;
        self.next += 1;
        Ok(())
    }

    /// Text that a spreadsheet could take for a formula keeps a leading quote mark.
    fn put(&mut self, index: u16, mut text: String) -> Result<(), XlsxError> {
        let (row, kept) = (self.next, cut(&text).len());
        text.truncate(kept);
        match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
            true => (self.sheet).write_string_with_format(row, index, text, &self.quoted)?,
            false => self.sheet.write_string(row, index, text)?,
        };
        Ok(())
    }

    fn number(&mut self, index: u16, value: f64) -> Result<(), XlsxError> {
        self.sheet
            .write_number_with_format(self.next, index, value, &self.number)?;
        Ok(())
    }

    fn link(&mut self, index: u16, path: &str, text: String) -> Result<(), XlsxError> {
        let url = Url::new(format!("file:///{path}")).set_text(cut(&text));
        let (row, sheet) = (self.next, &mut self.sheet);
        let linked = row < LINKS
            && sheet
                .write_url_with_format(row, index, url, &self.text)
                .is_ok();
        match linked {
            true => Ok(()),
            false => self.put(index, text),
        }
    }

    /// Colours cells of a column that hold a text and nothing else: 完成 stands in 未完成 too.
    pub(super) fn color(&mut self, header: &str, text: &str, rgb: u32) -> Result<(), XlsxError> {
        let index = self.index(header);
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(text.to_owned()))
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
    pub(super) fn finish(mut self) -> Result<Worksheet, XlsxError> {
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
        Ok(self.sheet)
    }

    fn last(&self) -> u32 {
        self.next.saturating_sub(1).max(1)
    }

    fn index(&self, header: &str) -> u16 {
        let index = self.columns.iter().position(|c| c.header == header);
        u16::try_from(index.expect("a column of this sheet")).unwrap_or(u16::MAX)
    }
}

/// Height of a row in points: that of its highest cell.
fn height(cells: &[Cell], columns: &[Column]) -> f64 {
    let lines = cells.iter().zip(columns).map(|(cell, column)| match cell {
        Cell::Text(text) | Cell::Link { text, .. } => lines(text, column.width),
        Cell::Number(_) => 1,
    });
    f64::from(lines.max().unwrap_or(1).min(MOST_LINES)) * LINE
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
