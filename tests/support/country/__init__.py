"""
A country of communes whose plans are right, of a model that shares nothing with the library.

Nothing here comes from the strategies of the library or from its arithmetic.  People live in
households, some of these are poor, the plan helps some of them out of poverty, and sums and rates
are whole numbers of numpy.  So a million plans take minutes.

`people` draws these people from distributions, `real` from the rows of real tables.
"""
