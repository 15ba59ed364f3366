"""The exit statuses of the commands."""

OK, ERRORS, UNREAD = 0, 1, 2
#: Ended by Ctrl-C, as shells number it: 128 and the number of the signal.
INTERRUPTED = 130
#: Ended by the system, with SIGTERM.
TERMINATED = 143
#: The program that read the output is gone (SIGPIPE): what was not read may have been errors.
UNHEARD = 141
