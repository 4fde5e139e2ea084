"""What is known of earlier builds (trạng thái), and from it what has to be built anew and why."""
