"""The exit statuses of the commands."""

OK, ERRORS, UNREAD = 0, 1, 2
