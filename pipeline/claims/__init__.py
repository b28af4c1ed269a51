"""The claims room: rules over a Doc give Claims, each with its sentence, its modality and who said it."""
