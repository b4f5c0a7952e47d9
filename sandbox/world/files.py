"""Files that were uploaded to the sandbox or named by URL, found again by file id."""

import hashlib
from dataclasses import dataclass
from itertools import count


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file; `data` is None when it is only known by `url` (the sandbox fetches nothing)."""

    file_id: str
    unique_id: str
    name: str
    mime_type: str
    path: str
    data: bytes | None
    url: str | None = None
    width: int = 0
    height: int = 0

    @property
    def size(self) -> int | None:
        """Bytes, if they are here."""
        return None if self.data is None else len(self.data)


class Files:
    """All files."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._by_url: dict[tuple[str, str], StoredFile] = {}
        self._numbers = count(1)

    def keep_photo(
        self, data: bytes, name: str, mime_type: str, size: tuple[int, int]
    ) -> StoredFile:
        """Keep an uploaded picture of `size` (width, height) in pixels."""
        return self._keep("photos", data, name, mime_type, size=size)

    def keep_document(self, data: bytes, name: str, mime_type: str) -> StoredFile:
        """Keep any other uploaded file."""
        return self._keep("documents", data, name, mime_type)

    def keep_url(self, url: str, folder: str = "photos") -> StoredFile:
        """Give a URL a file id; the same URL in the same folder has always the same one."""
        if (folder, url) not in self._by_url:
            name = url.rsplit("/", 1)[-1] or "file"
            kind = "image/jpeg" if folder == "photos" else "application/octet-stream"
            stored = self._keep(folder, None, name, kind, url=url, size=(800, 600))
            self._by_url[folder, url] = stored
        return self._by_url[folder, url]

    def with_id(self, file_id: str) -> StoredFile | None:
        """The file with this id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """The file at this path, as `getFile` gives it."""
        return self._by_path.get(path)

    def _keep(
        self,
        folder: str,
        data: bytes | None,
        name: str,
        mime_type: str,
        url: str | None = None,
        size: tuple[int, int] = (0, 0),
    ) -> StoredFile:
        number = next(self._numbers)
        unique = hashlib.sha256(data if data is not None else (url or "").encode()).hexdigest()[:16]
        ending = name.rsplit(".", 1)[-1] if "." in name else "bin"
        path = f"{folder}/file_{number}.{ending if ending.isalnum() else 'bin'}"
        file_id = f"AgACSANDBOX{number:06d}{unique}"
        width, height = size
        stored = StoredFile(file_id, unique, name, mime_type, path, data, url, width, height)
        self._by_id[file_id] = stored
        self._by_path[path] = stored
        return stored
