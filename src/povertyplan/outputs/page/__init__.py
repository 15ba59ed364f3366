"""What was found as one page (phiếu kiểm tra số liệu): a file that loads nothing from elsewhere."""

from povertyplan.outputs.page.document import as_page

__all__ = ["as_page"]
