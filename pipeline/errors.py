"""What can go wrong for a user, with the exit status that it ends in.

    NewsFactsError            base; never raised itself
    +-- UsageError            2: an argument that cannot be meant (no such path, unknown key, bad date)
    +-- EnvironmentFault      2: the machine is in the way (folder not writable, model files missing)

A message names what was given, what is allowed, and the fix.
"""


class NewsFactsError(Exception):
    exit_status = 2


class UsageError(NewsFactsError):
    pass


class EnvironmentFault(NewsFactsError):
    pass
