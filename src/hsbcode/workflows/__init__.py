"""One function for each thing a person does; the only layer that joins the rooms."""
