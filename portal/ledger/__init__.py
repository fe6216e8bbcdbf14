"""The public record: append-only, ordered, hash-chained. Knows no domain."""
