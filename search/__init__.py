"""One index of ledger and streams: Swedish analysis, engines and query; knows no domain."""
