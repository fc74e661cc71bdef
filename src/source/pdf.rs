//! Turns a PDF with a text layer into pages of glyphs and ruling lines.

use super::page::{self, Glyph, MAX_GLYPHS, MAX_RULES, Page, Rule};
use super::{Failure, Rendering};
use crate::document::builder::Builder;
use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::{LoadPdfError, Pdf};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Most pages read of one file.
const MAX_PAGES: usize = 3_000;
/// Most glyphs read of one file.
const MAX_TOTAL: usize = 5_000_000;
/// Units of a glyph's design square as the interpreter gives them.
const UNITS_PER_EM: f64 = 1000.0;
/// Most drawing steps of one page; forms that draw one another can ask for any number.
const MAX_STEPS: usize = 2_000_000;
/// Thickest line, in points, that is taken for a rule.
const THICKEST: f64 = 3.5;

/// Reads the bytes of a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Rendering, Failure> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| {
        Failure(match e {
            LoadPdfError::Decryption(_) => "PDF 有密码保护，请去掉密码后再查".to_owned(),
            LoadPdfError::Invalid => "PDF 不完整或已损坏，请重新获取原文件".to_owned(),
        })
    })?;
    let (mut pages, mut total, mut unread) = (Vec::new(), 0, Vec::new());
    for (page, number) in pdf.pages().iter().zip(1..) {
        if pages.len() >= MAX_PAGES || total > MAX_TOTAL {
            unread.push((
                format!("第{number}页起"),
                format!("超过 {MAX_PAGES} 页或 {MAX_TOTAL} 字的上限，其后未读取"),
            ));
            break;
        }
        let Ok(drawn) = catch_unwind(AssertUnwindSafe(|| draw(&pdf, page, number))) else {
            unread.push((
                format!("第{number}页"),
                format!("第 {number} 页的内容过于复杂或已损坏，未能读取"),
            ));
            continue;
        };
        total += drawn.glyphs.len();
        pages.push(drawn);
    }
    let mut builder = Builder::default();
    unread.extend(page::lay_out(pages, &mut builder));
    let mut rendering = Rendering::new("pdf", builder.finish());
    rendering.unread = unread;
    Ok(rendering)
}

fn draw(pdf: &Pdf, page: &hayro_interpret::hayro_syntax::page::Page<'_>, number: u32) -> Page {
    let (width, height) = page.render_dimensions();
    let cache = InterpreterCache::new();
    let mut context = Context::new(
        page.initial_transform(true).to_kurbo(),
        Rect::new(0.0, 0.0, f64::from(width), f64::from(height)),
        &cache,
        pdf.xref(),
        InterpreterSettings::default(),
    );
    let mut canvas = Canvas {
        page: Page {
            number,
            height,
            ..Page::default()
        },
        steps: 0,
    };
    interpret_page(page, &mut context, &mut canvas);
    canvas.page
}

/// Notes where glyphs and rules are drawn.
struct Canvas {
    page: Page,
    steps: usize,
}

impl Device<'_> for Canvas {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'_>, mode: &DrawMode) {
        self.step();
        if self.page.rules.len() > MAX_RULES {
            return;
        }
        let stroked = matches!(mode, DrawMode::Stroke(_) | DrawMode::FillAndStroke(..));
        for piece in split(path) {
            self.shape(&(props.transform * piece), stroked);
        }
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.step();
        for glyph in run.glyphs() {
            if self.page.glyphs.len() + self.page.unknown >= MAX_GLYPHS {
                return;
            }
            let text = match glyph.as_unicode() {
                Some(BfString::Char(c)) if !c.is_control() && c != char::REPLACEMENT_CHARACTER => {
                    c.to_string()
                }
                Some(BfString::String(s)) => s,
                Some(BfString::Char(_)) | None => {
                    self.page.unknown += 1;
                    continue;
                }
            };
            self.glyph(text, props.transform * glyph.transform());
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.step();
        self.page.images += 1;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.step();
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

impl Canvas {
    /// Counts a drawing step. The interpreter cannot be told to stop: too many steps unwind to [`read`], past the panic hook.
    fn step(&mut self) {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            resume_unwind(Box::new("too many drawing steps"));
        }
    }

    fn glyph(&mut self, text: String, place: Affine) {
        let origin = place * Point::ZERO;
        let right = place * Point::new(UNITS_PER_EM, 0.0);
        let up = place * Point::new(0.0, UNITS_PER_EM);
        let size = (up - origin).hypot() as f32;
        let em = (right - origin).hypot() as f32;
        let wide = !text.is_ascii();
        let width = if wide { em } else { em * 0.5 };
        if size > 0.5 && size < 500.0 {
            self.page.glyphs.push(Glyph {
                x: origin.x as f32,
                y: origin.y as f32,
                width,
                size,
                text,
            });
        }
    }

    /// A thin shape is a rule; a stroked box is four.
    fn shape(&mut self, path: &BezPath, stroked: bool) {
        let b = path.bounding_box();
        let mut rule = |horizontal: bool, at: f64, from: f64, to: f64| {
            self.page.rules.push(Rule {
                horizontal,
                at: at as f32,
                from: from as f32,
                to: to as f32,
            });
        };
        if b.height() <= THICKEST && b.width() > b.height() {
            rule(true, b.center().y, b.x0, b.x1);
        } else if b.width() <= THICKEST && b.height() > b.width() {
            rule(false, b.center().x, b.y0, b.y1);
        } else if stroked && is_box(path, &b) {
            rule(true, b.y0, b.x0, b.x1);
            rule(true, b.y1, b.x0, b.x1);
            rule(false, b.x0, b.y0, b.y1);
            rule(false, b.x1, b.y0, b.y1);
        }
    }
}

/// The subpaths of `path`.
fn split(path: &BezPath) -> Vec<BezPath> {
    use hayro_interpret::kurbo::PathEl;
    let mut pieces: Vec<BezPath> = Vec::new();
    for &element in path.elements().iter().take(20_000) {
        if matches!(element, PathEl::MoveTo(_)) {
            pieces.push(BezPath::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push(element);
        }
    }
    pieces
}

/// Whether the path is the outline of its own bounding box.
fn is_box(path: &BezPath, bounds: &Rect) -> bool {
    (4..=6).contains(&path.elements().len())
        && (path.area().abs() - bounds.area()).abs() < 0.01 * bounds.area()
}
