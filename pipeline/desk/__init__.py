"""What editors do with a run: the queue, decisions, re-checks, learning from verdicts, hand-over. Needs no torch."""
