"""How great the risk is: indicators, assessments, their sum and the level that was signed off."""
