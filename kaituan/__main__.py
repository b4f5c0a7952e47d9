"""python -m kaituan: the same as the command."""

from kaituan.cli import main

if __name__ == "__main__":
    main()
