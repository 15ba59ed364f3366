// What the button beside a command says; sphinx-copybutton does not know Vietnamese.
if (document.documentElement.lang === "vi") {
  messages.vi = {
    copy: "Chép",
    copy_to_clipboard: "Chép",
    copy_success: "Đã chép",
    copy_failure: "Không chép được",
  };
  locale = "vi";
  iconCopy = iconCopy.replace(messages.en.copy_to_clipboard, messages.vi.copy_to_clipboard);
}
