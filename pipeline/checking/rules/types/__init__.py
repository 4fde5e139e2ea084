"""What single types of papers need: minutes, invitations, attached papers."""
