"""Parameters of addresses that say where a reader came from, and nothing about the page."""

from __future__ import annotations

from typing import Final

TRACKED: Final = (
    *("fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "_ga", "cmp"),
    *("cmpid", "cid", "ito", "ncid", "smid", "smtyp", "partner", "ref", "refsrc", "ref_src"),
    *("referrer", "source", "src", "share", "xtor", "wtmc", "ftag", "sh", "spm", "_hsenc"),
    *("_hsmi", "mkt_tok", "guccounter", "rss", "output", "outputtype", "amp", "ocid", "sr_share"),
    *("taid", "trk", "linkid", "icid", "intcid", "sthisfb", "sref", "sk", "triedredirect"),
)
TRACKED_BEGINS: Final = ("utm_", "ns_", "wt_", "at_", "soc_", "guce_")
"""Parameters that begin so, whatever follows, are of this kind too."""
