"""G807: what a template leaves behind, and what only looks like it."""

from __future__ import annotations

import pytest

from linter.documents import open_document
from linter.rulebook import Rulebook
from tests.linting import lint
from tests.samples import TITLE
from tests.samples.examples import report


def found(book: Rulebook, text: str, name: str = "a.txt") -> list[str]:
    """What the findings of G807 in a text stand on."""
    result = lint(open_document(text.encode(), name), book)
    return [result.source.slice(one.span) for one in result.diagnostics if one.code == "G807"]


def with_line(line: str) -> str:
    return report().replace("（一）主动公开。全年公开信息86条。", f"（一）主动公开。{line}")


@pytest.mark.parametrize(
    "line",
    [
        "全年公开各类信息46条（请根据实际情况填写）。",
        "全年公开各类信息46条(请各单位如实填报)。",
        "全年公开各类信息46条【此处填写具体数字】。",
        "全年公开各类信息46条（填写具体条数）。",
        "全年公开各类信息46条（待补充）。",
        "全年公开各类信息46条（数据待核实）。",
        "开展培训3次（根据本单位实际情况填写）。",
        "开展培训3次（没有可删除）。",
        "全年公开各类信息46条（三号仿宋）。",
        "全年公开各类信息46条（仿宋_GB2312三号，首行缩进2字符）。",
        "全年公开各类信息46条(宋体加粗小四号字)。",
        "全年公开各类信息46条【黑体，三号，居中】。",
        "（单位名称）主动公开信息46条。",
        "以下内容（示例）仅供编写。",
        "编写说明：本部分写主动公开的总体情况。",
        "填报说明：数字用阿拉伯数字。",
        "（编写要求：不超过800字）",
        "通过网站共公开信息条，其中动态类31条。",
        "全年主动公开条，比上年增加5条。",
        "发放宣传资料份，接受咨询20人次。",
        "组织业务培训次，参加60人。",
        "全年共收到申请件，均已答复。",
        "年末现行有效的规范性文件  件，均已上网。",
        "年末现行有效的规范性文件件，均已上网。",
        "作出行政许可件、行政处罚件。",
        "收取信息处理费元。",
        "按时办结率%，满意率为99%。",
        "全年公开信息XX条，动态类××条。",
        "全年公开信息ＸＸ条。",
        "公开信息xx余条，其中政策类x条。",
        "截至20XX年12月31日，全部办结。",
        "202X年，公开工作稳步推进。",
        "印发实施方案（临政办发〔20XX〕XX号）。",
        "本报告由XX局政务公开科负责编制，XX县人民政府编制格式。",
        "全年公开信息____条。",
        "全年公开信息（ ）条，办理申请（）件。",
        "全年公开信息○○条。",
        "年报电子版见{{网址}}。",
        "统计期限自年1月1日至年12月31日。",
        "全年公开信息   条，其中动态类31条。",
        "召开新闻发布会  场，公开信息30条。",
        "（注：此处请填写本单位数据）",
        "备注：请根据实际情况修改。",
        "XX局高度重视政府信息公开工作。",
        "XX年，共公开信息30条。",
        "政务新媒体发布信息……条。",
    ],
)
def test_what_a_template_leaves_behind(book: Rulebook, line: str) -> None:
    assert len(found(book, with_line(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "全年公开信息86条，其中动态类31条。",
        "全年公开信息 86 条，办结申请 3 件。",
        "全年公开信息八十六条，办结申请三件，编发简报十余期。",
        "对收到的申请件，逐件登记；对办理件、结转件分别建账。",
        "对人大建议件、政协提案件逐一答复。",
        "推送的内容登上“今日头条”，并做到一事一条。",
        "累计接待群众3000余人次、培训200人次，召开会议多次。",
        "行政复议案件、行政诉讼案件均为0件，规范性文件，应当公开。",
        "每月向社会公开，新增文件、附件、要件清单。",
        "公共办件、公共事项、政策事项，一律公开。",
        "在公示期、培训期，广场、市场、会场、立场。",
        "王某某诉XX公司政府信息公开一案已审结。",
        "答复张××关于征地补偿的申请，身份证号4201**********1234。",
        "采购XX-200型查询机2台，开通5G×8小时服务，面积3×5米。",
        "文件编号X1，X光机，iPhoneX，Excel表。",
        "二〇〇八年以来，零〇组，第三季度2○2条。",
        "信息公开申请表（请登录政府网站下载填写）可在大厅领取。",
        "如有疑问，请联系（请致电0000-1234567）。",
        "受理时间（请按工作日前来申请）。",
        "报告数据（不含街道）按实际填报，根据实际情况修改指南。",
        "此处数据（此处不含下属单位）已核对。",
        "今年1月1日至当年12月31日，同年12月31日止。",
        "机关名称（以下简称我局），单位名称：临江区民政局。",
        "满意率98%，占比30%，增长5%。",
        "转发《关于××条款的说明》和“XX条”歌谣。",
        "编写了编写说明，明确填报要求。",
        "信息公开指南（试行）、目录（2023年版）已更新。",
        "公开方式为：网站公开、公告栏公开、其他公开。",
        "收费金额为0元，费用由财政承担。",
        "在新闻发布会场，在活动现场，在会场。",
        "说明：请登录政府网站查阅，备注：请致电咨询。",
        "申请公开与XX县某镇有关的信息……经审查，予以公开。",
        "按要求删除过时栏目（应删除的已删除12个）。",
        "统一公文格式（推广使用仿宋字体）。",
        "目录中的新增事项（黑体部分）已经公开。",
        "公开书法比赛（楷书）通知1条。",
    ],
)
def test_what_only_looks_like_it(book: Rulebook, line: str) -> None:
    assert found(book, with_line(line)) == []


def test_rows_are_told_one_by_one_and_places_in_a_row_together(book: Rulebook) -> None:
    text = with_line("公开信息XX条，动态XX条。\n发放资料份。")
    assert found(book, text) == ["XX条", "资料份"]


def test_a_title_without_the_name_of_its_body(book: Rulebook) -> None:
    assert found(book, report().replace(TITLE, "XX区民政局20XX年政府信息公开工作年度报告")) != []


def test_tables_are_left_alone(book: Rulebook) -> None:
    table = "| 项目 | 数量 |\n|---|---|\n| 公开信息 | XX条 |\n| 文件 |  件 |\n"
    assert found(book, with_line(f"公开情况：\n{table}")) == []


def test_a_table_announced_and_not_there(book: Rulebook) -> None:
    assert found(book, with_line("各类信息公开情况如下表：\n")) == []  # the other aspects follow
    closing = report().replace(
        "五、存在的主要问题及改进情况\n", "五、存在的主要问题及改进情况\n问题清单见下表。\n"
    )
    assert found(book, closing) == []
    lines = report().rstrip("\n")
    assert found(book, f"{lines}\n各单位办理情况如下表：\n") == ["如下表："]
    assert found(book, f"{lines}\n各单位办理情况如下表：\n民政局2件，教育局3件。\n") == []
    page = f"<html><body><p>{lines.replace(chr(10), '</p><p>')}</p><p>具体情况见下表。</p></body></html>"
    assert found(book, page, "a.html") == []  # there may have been a picture
