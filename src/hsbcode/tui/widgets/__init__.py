"""What a screen is made of: state comes down, messages go up."""
