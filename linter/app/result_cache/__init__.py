"""Results of earlier runs, by what decides them: a file that has not changed is not checked again.

The key is the content of the file with the last part of its name, the rules, the settings and the program
(docs/dev/result-cache.md). Suppressions and baselines are applied to what comes from here as to what is new.
"""
