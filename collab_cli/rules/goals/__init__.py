"""Goals: alignment, measurability, ownership."""
