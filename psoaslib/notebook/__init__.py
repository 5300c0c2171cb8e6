"""What people type: stretches, study, the muscle model, exercises; each shows itself as a page."""
