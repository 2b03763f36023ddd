"""The keys of the releases that are kept here: invented, public, and used for nothing else."""

RELEASE_KEYS = {
    "SECRET_KEY": "kept-releases-of-emerald-are-signed-with-this-and-nothing-else-is-0123456789",
    "EMERALD_FACTS_KEYS": "a2VwdCByZWxlYXNlcyBvZiBlbWVyYWxkIGFyZSBzZWE=",
    "EMERALD_SECOND_STEP_KEYS": "a2VwdCByZWxlYXNlczogdGhlaXIgc2Vjb25kIHN0ZXA=",
}
PRIVATE = "AGE-SECRET-KEY-12LWAWL32W6PVH3MNPF6GCXY9DTKS8N0FFMRS40ZSM6ZACA9NK70QQZ4TDC"
PUBLIC = "age1xuw0cfnr0yxdadnmnhakrsqaawdfuxcvg3c05dxg7kvz6qjctc3syqmgv8"
