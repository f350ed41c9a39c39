"""What several rooms need of text: sentences, names, vectors."""
