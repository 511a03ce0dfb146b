let pluginModules = [
    "High", "Old",
]
