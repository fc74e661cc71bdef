//! What `--help` shows below the options: the usual ways to call each command.

/// Of `duban check`.
pub(super) const CHECK: &str = "例：
  duban check                              核对当前目录下的全部材料
  duban check 报告.docx 台账.xlsx          只核对这两份
  duban check . -o report.html -o 台账.xlsx  另存网页和台账
  duban check . --ledger 台账.xlsx -o 新台账.xlsx  读回填写的整改情况
  duban check . --since origin/main --waivers-from origin/main  只对改动过的材料设关口
  pandoc 稿.odt -t plain | duban check - --stdin-name 2025年报告.txt";
/// Of `duban merge`.
pub(super) const MERGE: &str = "例：
  duban check 报送 --shard 1/2 -o 1.part   一台机器核对第一份
  duban check 报送 --shard 2/2 -o 2.part   另一台核对第二份
  duban merge 1.part 2.part --format json  合并，与一台机器核对的结果逐字节相同";
/// Of `duban diff`.
pub(super) const DIFF: &str = "例：
  duban diff 初稿.docx 定稿.docx           两稿之间少了什么、弱了什么
  duban diff 2024.txt 2025.txt -o 对比.html
  duban diff 旧 新 --fail-on weakened --fail-on dropped  有削弱或取消就以 1 退出";
/// Of `duban trace`.
pub(super) const TRACE: &str = "例：
  duban trace 幼儿园 报告                  报告目录里各年怎么说幼儿园
  duban trace --all 报告 --format json";
/// Of `duban extract`.
pub(super) const EXTRACT: &str = "例：
  duban extract 报告.docx                  从中读出了什么（JSON）
  duban extract 报告 --format jsonl > 事实.jsonl";
/// Of `duban baseline`.
pub(super) const BASELINE: &str = "例：
  duban baseline .                         眼下的问题记为已知
  duban check . --update-baseline          删去已经消除的
  duban check . --update-baseline --accept-new  新问题也记为已知";
/// Of `duban waive`.
pub(super) const WAIVE: &str = "例：
  duban waive 8f11ce9306e82325 --reason 政策调整 --by 王某 --until 2026-12-31 --evidence 青政发〔2026〕1号";
/// Of `duban explain`.
pub(super) const EXPLAIN: &str = "例：
  duban explain                            全部规则
  duban explain target-missed              一条规则查什么、怎么改";
