"""The technique of amendment: phrases, deriving, consolidating, what is in force, its extent."""
