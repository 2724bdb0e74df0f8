"""What pages are made of. Streamlit and Plotly live here and nowhere else."""
