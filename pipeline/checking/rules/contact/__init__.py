"""Contact and drafter at the foot (thông tin liên hệ, ký hiệu người soạn thảo)."""
