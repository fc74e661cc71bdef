//! Turns `--config`, `--since`, `--waivers-from` and `--today` into the settings of a run.

use super::output;
use crate::baseline::Baseline;
use crate::config::Config;
use crate::error::RequestError;
use crate::gate::Gatekeeper;
use crate::git;
use crate::rule::RuleSet;
use crate::waiver::Waivers;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use std::path::{Path, PathBuf};

/// Where the settings come from.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "设置")]
pub(super) struct Settings {
    /// 设置文件，默认从检查的目录逐级向上找 duban.yaml
    #[arg(long, value_name = "文件")]
    config: Option<PathBuf>,
    /// 把哪一天当作今天（判断逾期和豁免到期），默认取北京时间的当日
    #[arg(long, value_name = "日期", value_parser = date)]
    today: Option<Date>,
    /// 只对这个 git 版本之后改动过的文件设关口
    #[arg(long, value_name = "版本")]
    since: Option<String>,
    /// 豁免文件取自这个 git 版本，本次改动里新增的豁免不算数
    #[arg(long, value_name = "版本")]
    waivers_from: Option<String>,
}

impl Settings {
    /// The configuration for a run over `paths`.
    pub(super) fn config(&self, paths: &[PathBuf]) -> Result<Config, RequestError> {
        let folder = folder(paths);
        let rules = RuleSet::built_in_ids();
        match self.config.clone().or_else(|| Config::find(&folder)) {
            Some(file) => Config::read(&file, &rules),
            None => Ok(Config::defaults(&folder)),
        }
    }

    /// Who decides what gates, with baseline and waivers read.
    pub(super) fn gatekeeper(&self, paths: &[PathBuf]) -> Result<Gatekeeper, RequestError> {
        let config = self.config(paths)?;
        let changed = self
            .since
            .as_ref()
            .map(|rev| git::changed_since(rev, &folder(paths)));
        Ok(Gatekeeper {
            baseline: Baseline::read(&config.baseline)?,
            waivers: self.waivers(&config.waivers)?,
            changed: changed.transpose()?,
            paths: paths.to_vec(),
            config,
        })
    }

    /// Says which files the settings name are not there, and which of its globs match none of the `files` below `paths`.
    pub(super) fn complain(config: &Config, paths: &[PathBuf], files: &[&str]) {
        let Some(settings) = &config.file else { return };
        let settings = settings.display();
        let named = [
            (
                config.names_baseline,
                &config.baseline,
                "基线",
                "duban baseline 会写出它",
            ),
            (
                config.names_waivers,
                &config.waivers,
                "豁免",
                "duban waive 会写出它",
            ),
        ];
        for (_, file, what, hint) in named
            .iter()
            .filter(|(named, file, ..)| *named && !file.exists())
        {
            let file = file.display();
            output::note(&format!(
                "提醒：{settings} 写明的{what}文件 {file} 不存在，本次没有用；写错的请改正，还没有的，{hint}\n"
            ));
        }
        if config.is_within(paths) {
            for glob in config.unmatched(files) {
                output::note(&format!(
                    "提醒：{settings} 的 documents 里，路径“{glob}”没有对上任何文件；路径从 {settings} 所在的目录写起\n"
                ));
            }
        }
    }

    /// The day to take for today: as given, or the date in Beijing.
    pub(super) fn today(&self) -> Date {
        let beijing = TimeZone::fixed(Offset::constant(8));
        self.today
            .unwrap_or_else(|| Timestamp::now().to_zoned(beijing).date())
    }

    fn waivers(&self, file: &Path) -> Result<Waivers, RequestError> {
        let Some(revision) = &self.waivers_from else {
            return Waivers::read(file);
        };
        let shown = format!("{}（{revision}）", file.display());
        match git::text_at(revision, file)? {
            Some(text) => Waivers::parse(&shown, &text),
            None => Ok(Waivers::default()),
        }
    }
}

/// The folder settings are looked for in: the first path, or the folder it is in.
fn folder(paths: &[PathBuf]) -> PathBuf {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    if first.is_dir() {
        return first.to_owned();
    }
    let parent = first.parent().filter(|p| !p.as_os_str().is_empty());
    parent.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

pub(super) fn date(text: &str) -> Result<Date, String> {
    text.parse()
        .map_err(|_| "日期应写成 2026-12-31 这样的形式".to_owned())
}
