"""Near-duplicates: MinHash signatures of texts, by which wire copies are known although a word was changed."""

from __future__ import annotations

import struct
from collections.abc import Sequence

import polars as pl

_VALUES, _PER_BAND, _SEED = 126, 6, 20_260_101
_FEWEST = 60  # sequences of three words; shorter texts resemble each other by their subject alone
_HEX = 8
_BAND = _PER_BAND * _HEX  # characters of a signature
_BANDS = _VALUES // _PER_BAND
_SECOND, _THIRD = 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F  # odd constants that keep the order of the words
# Written without spaces, so that each character counts as a word.
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}]"

# Hashes of words are those of one version of Polars; signatures made otherwise are not compared.
ALGORITHM = f"rensa-R2-{_VALUES}-{_SEED}-polars-{pl.__version__}"
COPY = 0.8  # estimated similarity from which a text is a copy; 21 bands of 6 find 99.8 % of pairs there


def signatures(texts: Sequence[str]) -> pl.DataFrame:
    """The MinHash of each text's sequences of three words: ``row`` and ``minhash`` (hexadecimal), for texts long enough to compare."""
    from rensa import RMinHash

    empty = pl.DataFrame(schema={"row": pl.Int64, "minhash": pl.String})
    text = pl.col("text").str.to_lowercase().str.replace_all(f"({_UNSPACED})", " $1 ").str.replace_all(r"[^\p{L}\p{N}]+", " ")
    words = (
        pl.DataFrame({"text": list(texts)}, schema={"text": pl.String})
        .with_row_index("row")
        .select(pl.col("row").cast(pl.Int64), word=text.str.strip_chars().str.split(" "))
        .filter(pl.col("word").list.len() >= _FEWEST + 2)
        .explode("word")
        .select("row", hashed=pl.col("word").hash(_SEED))
    )
    if words.is_empty():
        return empty
    in_a_row = words.select(
        "row",
        last=pl.col("row").shift(-2) == pl.col("row"),
        sequence=pl.col("hashed")
        + pl.col("hashed").shift(-1, fill_value=0) * pl.lit(_SECOND, pl.UInt64)
        + pl.col("hashed").shift(-2, fill_value=0) * pl.lit(_THIRD, pl.UInt64),
    ).filter(pl.col("last"))
    lengths = in_a_row.select(pl.col("row").rle()).unnest("row")
    borders = [0, *lengths["len"].cum_sum().to_list()]
    rows = RMinHash.digest_matrix_from_flat_token_hashes(in_a_row["sequence"].to_numpy(), borders, _VALUES, _SEED).to_rows()
    minhash = [struct.pack(f">{_VALUES}I", *row).hex() for row in rows]
    return pl.DataFrame({"row": lengths["value"], "minhash": minhash}, schema=empty.schema)


def bands(made: pl.DataFrame) -> pl.DataFrame:
    """Signatures cut into ``row``, ``band`` and ``piece``; texts with a piece in common in the same band may be copies."""
    pieces = [
        made.select("row", band=pl.lit(band, pl.Int64), piece=pl.col("minhash").str.slice(band * _BAND, _BAND)) for band in range(_BANDS)
    ]
    return pl.concat(pieces)


def similarity(one: str, other: str) -> float:
    """Estimated share of sequences that two texts have in common."""
    return sum(one[start : start + _HEX] == other[start : start + _HEX] for start in range(0, len(one), _HEX)) / _VALUES
