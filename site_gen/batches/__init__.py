"""Much work in batches, over whatever executor there is: here, in other processes, or on other machines.

A batch is self-contained and picklable, and its failures come back as values; so it may run anywhere.
"""
