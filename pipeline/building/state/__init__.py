"""What is known of earlier builds (trạng thái): what to build anew and why."""
