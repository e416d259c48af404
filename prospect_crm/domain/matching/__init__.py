"""The same person, the same company: blocking keys, comparisons, weights, explanation, groups.

Module map: ``features`` normalises a record; ``keys`` says which records are compared; ``conditions`` and
``comparisons`` name the levels; ``model`` holds their weights; ``scoring`` scores one pair (the check on save);
``estimation`` and ``context`` fit a model to a list; ``switchboards`` finds its shared lines, ``blocks`` pairs its
records, ``pair_levels`` compares the pairs, ``engine`` holds them in DuckDB; ``scanning`` and ``clusters`` go through a
whole list; ``header``, ``records_file`` and ``__main__`` are the command.
"""

from prospect_crm.domain.matching.clusters import Cluster, clusters
from prospect_crm.domain.matching.features import features_of
from prospect_crm.domain.matching.keys import LARGEST_BLOCK, BlockingKey, KeyType, blocking_keys
from prospect_crm.domain.matching.model import Model, default_model
from prospect_crm.domain.matching.scanning import Scan, fit, scan
from prospect_crm.domain.matching.scoring import PairScore, compare

__all__ = [
    "LARGEST_BLOCK",
    "BlockingKey",
    "Cluster",
    "KeyType",
    "Model",
    "PairScore",
    "Scan",
    "blocking_keys",
    "clusters",
    "compare",
    "default_model",
    "features_of",
    "fit",
    "scan",
]
