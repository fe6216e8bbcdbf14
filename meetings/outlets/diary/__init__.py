"""The diary (diarium): every registration of every organization."""
