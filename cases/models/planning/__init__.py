"""What is done about it and when: plan, actions, reviews, how often, and a manager's oversight."""
