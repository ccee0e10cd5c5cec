"""Quotations: what stands between quote marks, whether somebody says it, and who."""
