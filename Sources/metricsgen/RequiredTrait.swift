#if !CommandLine
    #error("metricsgen's command line needs the package trait CommandLine: leave the default traits on, or add it")
#endif
