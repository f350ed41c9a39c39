"""What may tell who somebody is: proposed, decided by a person, logged."""
