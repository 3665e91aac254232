"""sedp-docs: socio-economic development plans of Vietnamese local government, from one file to signed papers."""

__version__ = "0.1.0"
