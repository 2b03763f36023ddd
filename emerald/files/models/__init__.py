from emerald.files.models.stored import State, StoredFile
from emerald.files.models.upload import Upload

__all__ = ["State", "StoredFile", "Upload"]
