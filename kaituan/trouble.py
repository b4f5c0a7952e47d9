"""What stops a command: said in a sentence, without a traceback."""


class Trouble(Exception):
    """One sentence a line for whoever typed the command: what is wrong, and what would be right."""
