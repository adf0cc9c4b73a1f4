"""The options of `nianbao audit` as one typed value."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from linter.app.choices import FIRST_YEAR, LAST_YEAR
from linter.app.plan import RunOptions
from linter.cli.argparse_zh import Parser, number, one_of
from linter.cli.options import rule_choices, rules_option, selected
from linter.diagnostic import Severity


class AuditCommand(Struct, frozen=True):
    """`nianbao audit`."""

    folder: str
    out: str
    roster: str | None
    total: str | None
    previous: str | None
    year: int | None
    jobs: int
    cluster: str | None
    options: RunOptions
    baseline: str | None
    exit_zero: bool


def read(parser: Parser, argv: Sequence[str]) -> AuditCommand:
    """The command as it was written; ends the process when it is no valid one."""
    parser.operands.add_argument(
        "folder", metavar="FOLDER", help="收到的报告所在的文件夹（包括下级文件夹和压缩包）"
    )
    add = parser.options.add_argument
    add("--out", metavar="DIR", required=True, help="把审核结果写到这个文件夹；是以前的审核结果的，整个换掉")
    add("--roster", metavar="FILE", help="报送单位名单：.csv 或 .xlsx，列名有单位，还可以有简称、上级、类别")
    add("--total", metavar="FILE", help="汇总报告：各数字与各单位的合计核对")
    add("--previous", metavar="PATH", help="以前年度的报告：一个文件或一个文件夹，逐年对照")
    add(
        "--year",
        metavar="YEAR",
        type=number(FIRST_YEAR, LAST_YEAR),
        help="审核哪个年度，默认为多数报告的年度",
    )
    rule_choices(parser)
    add(
        "--fail-on",
        metavar="LEVEL",
        type=one_of(level.value for level in Severity),
        help="达到这一级别才以状态 1 退出：error（默认）、warning、info",
    )
    add("--exit-zero", action="store_true", help="发现问题时也以状态 0 退出")
    rules_option(parser)
    add("--config", metavar="FILE", help="使用这个配置文件，不从文件所在文件夹起向上找 .nianbao.yaml")
    add("--no-config", action="store_true", help="不使用任何配置文件")
    add("--baseline", metavar="FILE", help="不报这个基线文件里已列出的问题")
    add("--jobs", metavar="N", type=number(1, 1024), default=0, help="同时运行的进程数，默认为处理器核数")
    add("--cluster", metavar="ADDRESS", help="在这个 Dask 集群上检查，如 tcp://10.0.0.1:8786")
    args = parser.parse_args(argv)
    if args.config is not None and args.no_config:
        parser.error("--config 不能与 --no-config 一起使用")
    if args.cluster is not None and args.jobs:
        parser.error("--cluster 不能与 --jobs 一起使用")
    level = Severity(args.fail_on) if args.fail_on else None
    settings = selected(args)
    return AuditCommand(
        folder=args.folder,
        out=args.out,
        roster=args.roster,
        total=args.total,
        previous=args.previous,
        year=args.year,
        jobs=args.jobs,
        cluster=args.cluster,
        options=RunOptions(settings, tuple(args.rules), args.config, args.no_config, level),
        baseline=args.baseline,
        exit_zero=args.exit_zero,
    )
