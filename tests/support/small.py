"""One small plan as separated values and as a page, and what it states."""

from povertyplan import Reading

HEADER = "TT;Đơn vị;Số hộ 2023;Hộ nghèo 2023;Tỷ lệ nghèo 2023;Hộ nghèo 2024"
SEPARATED = f"UBND XÃ TÂN YÊN\n\nKế hoạch\nGiảm nghèo năm 2024\n\n{HEADER}\n1;Chợ;160;5;3,13;2\n"
PAGE = (
    "<h1>UBND XÃ TÂN YÊN</h1>Kế hoạch<br>Giảm nghèo năm 2024<table><tr><th>"
    f"{HEADER.replace(';', '<th>')}<tr><td>1<td>Chợ<td>1<b>6</b>0<td>5<td>3,13<td>2</table>"
)
CHO = "Chợ 160 Tally(count=5, rate=Percent.parse('3.13%')) 2"


def target(reading: Reading) -> str:
    assert reading.plan.unit.name == "Tân Yên"
    assert reading.plan.year == 2024
    (only,) = reading.plan.targets
    return f"{only.unit.name} {only.base.households} {only.base.poor} {only.goal.poor.count}"
