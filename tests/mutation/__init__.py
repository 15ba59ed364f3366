"""
Mutation testing: change one thing in the code, and see whether a test notices.

    python -m tests.mutation --sample 300 --seed 1

It draws mutants of cosmic-ray by a seed, the same number in each room, and runs the tests that
reach the changed line, those nearest to it first. What survives is printed with its change: a test
is missing, or the change means the same as before and belongs into `equivalents.toml`.
"""
