Documentation.addTranslations({
  locale: "vi",
  plural_expr: "0",
  messages: {
    ", in ": ", trong ",
    "Preparing search...": "Đang chuẩn bị tìm…",
    "Search Results": "Kết quả tìm kiếm",
    "Search finished, found one page matching the search query.": [
      "Tìm thấy ${resultCount} trang.",
    ],
    "Searching": "Đang tìm",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "Không có trang nào chứa đủ các từ cần tìm. Gõ có dấu hay không dấu đều được; hãy thử ít từ hơn.",
  },
});
