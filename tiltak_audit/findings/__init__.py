"""What an audit found, with its proof."""
